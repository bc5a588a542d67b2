-- Rows that absorptions dropped, because the kept contact had the same, are there again. Parameters: ordinals and absorbed contacts
-- that come back, run, name of the table.
insert into {table} ({columns})
select {columns} from (
    select r.*
    from unnest(?::bigint[], ?::bigint[]) as back (ordinal, absorbed)
    cross join lateral (
        select m.dropped from moved m
        where m.run_no = ? and m.ordinal = back.ordinal and m.absorbed = back.absorbed
          and m.tbl = ? and m.col is null
        offset 0
    ) m
    cross join lateral jsonb_array_elements(m.dropped) as d (row)
    cross join lateral jsonb_populate_record(null::{table}, d.row) as r
) r
where not exists (select from {table} x where x.id = r.id) {condition}
on conflict do nothing
