-- Indexes that imports rely on and that are missing. Parameter: the platform's schema. The key is the columns or expressions, as
-- PostgreSQL writes them, sorted; a longer index that begins with them would do for look-ups, and is not looked for.
with needed (tbl, key, is_unique, why) as (values
    ('contacts', 'account_id,email', true, 'two contacts of an account could get the same e-mail'),
    ('contacts', 'account_id,identifier', true, 'two contacts of an account could get the same identifier'),
    ('contact_inboxes', 'inbox_id,source_id', true, 'two contacts could get the same source id in an inbox'),
    ('contacts', 'account_id,lower(email)', false, 'owners of an e-mail are found by reading all contacts'),
    ('contacts', 'account_id,phone_number', false, 'owners of a phone number are found by reading all contacts'),
    ('contact_inboxes', 'contact_id', false, 'the links of a contact are found by reading all links')),
present (tbl, key, is_unique) as (
    select c.relname, (
               select string_agg(k.col, ',' order by k.col)
               from generate_series(1, i.indnkeyatts) no,
                    lateral (select regexp_replace(pg_get_indexdef(i.indexrelid, no, true), '\(?\(?(\w+)\)?::text\)?', '(\1)') as raw) r,
                    lateral (select case when r.raw like 'lower(%' then 'lower(email)' else r.raw end as col) k),
           i.indisunique
    from pg_index i
    join pg_class c on c.oid = i.indrelid
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = ?
    where i.indisvalid and i.indpred is null)
select n.tbl, n.key, n.is_unique, n.why
from needed n
where not exists (
    select from present p where p.tbl = n.tbl and p.key = n.key and (p.is_unique or not n.is_unique))
