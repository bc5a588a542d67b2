-- By what else these contacts are known: in the platform's tables, and in what ledgers, mergers and undos have of them. Parameter:
-- contacts.
with ids as (select ?::bigint[] as all), known as (
    select to_jsonb(k) as record from (
        select email, phone_number, identifier from contacts, ids where id = any (ids.all)) k
    union all
    select before from ledger, ids where contact_id = any (ids.all) and before is not null
    union all
    select after from ledger, ids where contact_id = any (ids.all) and after is not null
    union all
    select record::jsonb from ledger, ids where contact_id = any (ids.all) and record is not null
    union all
    -- Whom a merger made one with them.
    select record from absorbed, ids where contact_id = any (ids.all) or kept = any (ids.all)
    union all
    select record from separated, ids where contact_id = any (ids.all)
    union all
    select record from removed, ids where tbl = 'contacts' and id = any (ids.all)
)
select distinct kind, value
from (
    select 'email' as kind, record ->> 'email' as value from known
    union all
    select 'phone', record ->> 'phone_number' from known
    union all
    select 'key', record ->> 'identifier' from known
    union all
    select 'key', l.source_id from contact_inboxes l, ids where l.contact_id = any (ids.all)
    union all
    select 'key', r.record ->> 'source_id' from removed r, ids
    where r.tbl = 'contact_inboxes' and (r.record ->> 'contact_id')::bigint = any (ids.all)
) found
where value <> ''
