-- The oldest link of each contact in an inbox: one contact may have a million. Parameters: contact ids, inbox ids.
select l.id, l.contact_id, l.inbox_id, l.source_id, coalesce(l.hmac_verified, false) as verified,
       (extract(epoch from l.created_at) * 1000000)::bigint as since
from unnest(?::bigint[], ?::bigint[]) as k (contact_id, inbox_id)
cross join lateral (
    select * from contact_inboxes l
    where l.contact_id = k.contact_id and l.inbox_id = k.inbox_id
    order by l.created_at nulls first, l.id
    limit 1
) l
