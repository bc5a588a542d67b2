-- Contacts that hold a value, or held it when a run touched them: before the line, after it, or all along, which only the record
-- says. Contacts are found by the platform's indexes. The ledger has none by value, because every import would pay for it: it is
-- read through once, by several workers (which a cursor would not get). An id may come several times. Parameters: value, three times.
select id from contacts where {held} = {value}
union all
select l.contact_id from ledger l
where l.contact_id is not null
  and lower(?) in (lower(l.before ->> '{column}'), lower(l.after ->> '{column}'), lower(l.record ->> '{column}'))
union all
select a.contact_id from absorbed a where lower(a.record ->> '{column}') = lower(?)
