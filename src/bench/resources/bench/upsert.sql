with new as (
    insert into contacts (account_id, identifier, email, name, phone_number, custom_attributes, contact_type, created_at, updated_at)
    select 1, identifier, lower(email), coalesce(name, ''), phone,
           jsonb_strip_nulls(jsonb_build_object('plan', plan, 'seats', seats)), 1, now(), now()
    from bench_stage where :part and email ~ '^[^@[:space:]]+@[^@[:space:]]+$'
    returning id, identifier
)
insert into contact_inboxes (contact_id, inbox_id, source_id, pubsub_token, created_at, updated_at)
select new.id, 1, s.source_id, replace(gen_random_uuid()::text, '-', ''), now(), now()
from new join bench_stage s using (identifier)
