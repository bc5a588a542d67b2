-- Contacts that hold a value or held it when a run touched them. The ledger has no index by value: it is read through. Parameters:
-- value, four times.
select id from contacts where {held} = {value}
union
select l.contact_id from ledger l
where l.contact_id is not null and (lower(l.before ->> '{column}') = lower(?) or lower(l.after ->> '{column}') = lower(?))
union
select a.contact_id from absorbed a where lower(a.record ->> '{column}') = lower(?)
