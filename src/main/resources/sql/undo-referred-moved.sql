-- To which of these contacts this undo moves rows back, links left out. Parameters: undone run, undo, contacts.
with m as (
    select m.* from moved m
    join staged_row s on s.ordinal = m.ordinal
    where m.run_no = ? and s.run_no = ? and m.tbl <> 'contact_inboxes'
      and exists (select from moved a where a.run_no = m.run_no and a.tbl = m.tbl and a.absorbed = any (?::bigint[]))
), rows as (
    select m.tbl, m.no, m.absorbed, r.id
    from m
    cross join lateral (
        select unnest(m.ids) as id
        union all
        select (d ->> 'id')::bigint from jsonb_array_elements(m.dropped) as d where m.col is null) r
), home as (
    select (array_agg(absorbed order by no))[1] as contact_id from rows group by tbl, id
    union all
    select absorbed from m where col is not null
)
select distinct contact_id from home where contact_id = any (?::bigint[])
