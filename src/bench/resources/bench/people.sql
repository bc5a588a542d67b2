insert into contacts (account_id, name, email, phone_number, identifier, custom_attributes, additional_attributes, contact_type,
                      location, created_at, updated_at, last_activity_at)
select 1, name, email, phone, identifier,
       jsonb_build_object('plan', 'gold', 'seats', (id % 50)::text, 'segment', 's' || (id % 10)),
       jsonb_build_object('city', city), 1, city, now(), now(), now() - silence * interval '1 second'
from bench_people order by id;
insert into contact_inboxes (contact_id, inbox_id, source_id, pubsub_token, created_at, updated_at)
select c.id, 1, p.source_id, 'token-' || p.id, now(), now()
from bench_people p join contacts c on c.account_id = 1 and c.identifier = p.identifier order by p.id;
drop table bench_people
