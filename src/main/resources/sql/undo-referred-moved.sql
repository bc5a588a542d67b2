-- To which of these contacts rows go back, links left out. Parameters: run, ordinals, contacts.
with rows as (
    select m.tbl, m.no, m.absorbed, r.id
    from moved m
    cross join lateral (
        select unnest(m.ids) as id
        union all
        select (d ->> 'id')::bigint from jsonb_array_elements(m.dropped) as d where m.col is null) r
    where m.run_no = ? and m.ordinal = any (?::bigint[]) and m.tbl <> 'contact_inboxes' and m.col is null
), home as (
    select (array_agg(absorbed order by no))[1] as contact_id from rows group by tbl, id
    union all
    select m.absorbed from moved m where m.run_no = ? and m.ordinal = any (?::bigint[]) and m.col is not null
)
select distinct contact_id from home where contact_id = any (?::bigint[])
