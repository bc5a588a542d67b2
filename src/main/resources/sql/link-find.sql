-- Links by inbox and source id, in the platform's table; parameters: inbox ids, source ids.
select l.id, l.contact_id, l.inbox_id, l.source_id, coalesce(l.hmac_verified, false) as verified,
       (extract(epoch from l.created_at) * 1000000)::bigint as since
from unnest(?::bigint[], ?::text[]) as k (inbox_id, source_id)
join contact_inboxes l on l.inbox_id = k.inbox_id and l.source_id = k.source_id
