-- As absorb-repoint, in a table whose key we do not know: the rows are kept whole, as they were. Parameters: absorbed, kept,
-- ordinals (to find them), absorbed, kept, ordinals (to move them), run, name of the table, of the column.
with before_rows as (
    select g.absorbed, g.kept, g.ordinal, jsonb_agg(to_jsonb(t)) as rows
    from unnest(?::bigint[], ?::bigint[], ?::bigint[]) as g (absorbed, kept, ordinal)
    join {table} t on t.{column} = g.absorbed {condition}
    group by g.absorbed, g.kept, g.ordinal
),
moved_rows as (
    update {table} t set {column} = g.kept
    from unnest(?::bigint[], ?::bigint[], ?::bigint[]) as g (absorbed, kept, ordinal)
    where t.{column} = g.absorbed {condition}
    returning t.{column}
)
insert into moved (run_no, ordinal, tbl, col, absorbed, kept, ids, dropped)
select ?, ordinal, ?, ?, absorbed, kept, '{}', rows from before_rows
