update contact_inboxes l
set contact_id = u.contact_id, hmac_verified = u.verified, updated_at = clock_timestamp() at time zone 'UTC'
from unnest(?::bigint[], ?::bigint[], ?::bool[]) as u (id, contact_id, verified)
where l.id = u.id
