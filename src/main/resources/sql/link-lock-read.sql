-- Locked row by row in the order of ids; each is returned as it is once it is locked.
select l.id, l.contact_id, l.inbox_id, l.source_id, coalesce(l.hmac_verified, false) as verified,
       (extract(epoch from l.created_at) * 1000000)::bigint as since
from contact_inboxes l
where l.id = any (?::bigint[])
order by l.id
for update
