-- What contacts that were written since had in a field before the run: by their first entry that changed it, by any entry that
-- shows it, or by the row that was absorbed. Parameters: contacts, run and field three times (the last: field and run).
select h.id, coalesce(first.value, shown.value, whole.value) as value, first.found
from unnest(?::bigint[]) as h (id)
left join lateral (
    select l.before ->> '{field}' as value, true as found
    from ledger l
    where l.run_no = ? and l.contact_id = h.id
      and (jsonb_exists(l.before, '{field}') or jsonb_exists(l.after, '{field}'))
    order by l.ordinal {order}
    limit 1
) first on true
left join lateral (
    select l.record ->> '{field}' as value
    from ledger l
    where l.run_no = ? and l.contact_id = h.id and l.record is not null and first.found is null
    limit 1
) shown on true
left join lateral (
    select a.record ->> '{field}' as value
    from absorbed a
    where a.run_no = ? and a.contact_id = h.id and first.found is null
) whole on true
