-- What contacts that were written since had in a field before the run: by their first entry that changed it, by any entry that
-- shows it (one whose contact went up in another in the same chunk shows that other), or by the row that was absorbed; and whether they have it from the run, and this undo is to take it back.
-- Parameters: undo, undone run, contacts, undone run (three times).
select h.id, h.value as current, coalesce(first.value, shown.value, whole.value) as value,
       exists (
           select from ledger l
           cross join lateral (
               select from staged_row s where s.run_no = ? and s.ordinal = l.ordinal offset 0) s
           where l.run_no = ? and l.contact_id = h.id and l.after ->> '{field}' = h.value) as given
from (select id, {field} as value from contacts where id = any (?::bigint[])) h
left join lateral (
    select e.value, true as found
    from (
        -- fenced: in the order of the ledger's key, every contact's first entry would be looked for from the beginning
        select l.ordinal, l.before ->> '{field}' as value
        from ledger l
        where l.run_no = ? and l.contact_id = h.id
          and (jsonb_exists(l.before, '{field}') or jsonb_exists(l.after, '{field}'))
        offset 0
    ) e
    order by e.ordinal {order}
    limit 1
) first on true
left join lateral (
    select l.record ->> '{field}' as value
    from ledger l
    where l.run_no = ? and l.contact_id = h.id and (l.record ->> 'id')::bigint = h.id and first.found is null
    limit 1
) shown on true
left join lateral (
    select a.record ->> '{field}' as value
    from absorbed a
    where a.run_no = ? and a.contact_id = h.id and first.found is null
) whole on true
