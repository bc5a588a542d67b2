-- What belongs to absorbed contacts now belongs to the kept ones. {table}, {column} and {condition} come from our own list of
-- references or from the catalogue, quoted. Parameters: absorbed, kept, ordinals, run, name of the table.
with moved_rows as (
    update {table} t set {column} = g.kept
    from unnest(?::bigint[], ?::bigint[], ?::bigint[]) as g (absorbed, kept, ordinal)
    where t.{column} = g.absorbed {condition}
    returning t.id, g.absorbed, g.kept, g.ordinal
)
insert into moved (run_no, ordinal, tbl, absorbed, kept, ids)
select ?, ordinal, ?, absorbed, kept, array_agg(id order by id) from moved_rows group by ordinal, absorbed, kept
