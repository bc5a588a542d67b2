insert into accounts (id, name, created_at, updated_at) values (1, 'bench', now(), now());
insert into channel_api (id, account_id, identifier, hmac_token, hmac_mandatory, created_at, updated_at)
values (1, 1, 'box', 'token-of-the-benchmark', false, now(), now());
insert into inboxes (id, channel_id, channel_type, account_id, name, created_at, updated_at)
values (1, 1, 'Channel::Api', 1, 'bench', now(), now());
create unlogged table bench_people (
    id bigint, name text, email text, phone text, identifier text, source_id text, city text, silence integer
);
