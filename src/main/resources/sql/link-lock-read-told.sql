-- Links of contacts, as in link-lock-read.sql, but no others: each is visited once. Parameters: contact ids, inbox ids, source ids.
select l.id, l.contact_id, l.inbox_id, l.source_id, coalesce(l.hmac_verified, false) as verified,
       (extract(epoch from l.created_at) * 1000000)::bigint as since
from contact_inboxes l
where l.contact_id = any (array(select unnest(?::bigint[]))) and l.inbox_id + 0 = any (?::bigint[])
  and l.source_id || '' = any (?::text[])
order by l.id
for update
