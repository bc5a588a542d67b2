-- As undo-moved, in a table whose key we do not know: by the whole row. Parameters: plain name of the column (twice), ordinals and
-- absorbed contacts that come back, run, name of the table, name of the column as the statement has it.
update {table} t set {column} = m.absorbed
from (
    select m.absorbed, m.kept, d.row - ?::text as rest
    from moved m
    join unnest(?::bigint[], ?::bigint[]) as back (ordinal, absorbed) using (ordinal, absorbed)
    cross join lateral jsonb_array_elements(m.dropped) as d (row)
    where m.run_no = ? and m.tbl = ? and m.col = ?
) m
where t.{column} = m.kept and to_jsonb(t) - ?::text = m.rest
