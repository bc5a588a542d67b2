insert into accounts (id, name, created_at, updated_at) values (1, 'bench', now(), now());
insert into channel_api (id, account_id, identifier, hmac_token, hmac_mandatory, created_at, updated_at)
values (1, 1, 'box', 'token-of-the-benchmark', false, now(), now());
insert into inboxes (id, channel_id, channel_type, account_id, name, created_at, updated_at)
values (1, 1, 'Channel::Api', 1, 'bench', now(), now());
insert into contacts (account_id, name, email, phone_number, identifier, custom_attributes, additional_attributes, contact_type,
                      location, created_at, updated_at, last_activity_at)
select 1, 'Person Number ' || i, 'user' || i || '@example.com', '+49' || (1000000000 + i), 'crm-' || i,
       jsonb_build_object('plan', 'gold', 'seats', (i % 50)::text, 'segment', 's' || (i % 10)),
       '{"city": "Berlin"}', 1, 'Berlin', now(), now(), now()
from generate_series(1, :contacts) i;
insert into contact_inboxes (contact_id, inbox_id, source_id, pubsub_token, created_at, updated_at)
select i, 1, 'src-00000000000-' || i, 'token-' || i, now(), now() from generate_series(1, :contacts) i;
