insert into contact_inboxes (id, contact_id, inbox_id, source_id, hmac_verified, pubsub_token, created_at, updated_at)
select u.id, u.contact_id, u.inbox_id, u.source_id, u.verified, u.token,
       statement_timestamp() at time zone 'UTC', statement_timestamp() at time zone 'UTC'
from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::bool[], ?::text[])
    as u (id, contact_id, inbox_id, source_id, verified, token)
order by u.id
