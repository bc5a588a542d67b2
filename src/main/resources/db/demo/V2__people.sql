-- Invented people for the demo and the samples. Tokens and source ids here open nothing: they exist in this file only.
insert into accounts (id, name, created_at, updated_at) values
    (1, 'Paper Lantern Travel', '2026-01-05 09:00:00', '2026-01-05 09:00:00'),
    (2, 'Harbour Books', '2026-01-06 09:00:00', '2026-01-06 09:00:00');

insert into channel_api (id, account_id, identifier, hmac_token, hmac_mandatory, created_at, updated_at) values
    (1, 1, 'demo-lantern-app', 'demo-token-of-the-lantern-app', true, '2026-01-05 09:10:00', '2026-01-05 09:10:00'),
    (2, 1, 'demo-lantern-crm', 'demo-token-of-the-lantern-crm', false, '2026-01-05 09:20:00', '2026-01-05 09:20:00'),
    (3, 2, 'demo-harbour-shop', 'demo-token-of-the-harbour-shop', false, '2026-01-06 09:10:00', '2026-01-06 09:10:00');

insert into inboxes (id, channel_id, channel_type, account_id, name, created_at, updated_at) values
    (1, 1, 'Channel::Api', 1, 'Traveller app', '2026-01-05 09:10:00', '2026-01-05 09:10:00'),
    (2, 2, 'Channel::Api', 1, 'CRM feed', '2026-01-05 09:20:00', '2026-01-05 09:20:00'),
    (3, 3, 'Channel::Api', 2, 'Web shop', '2026-01-06 09:10:00', '2026-01-06 09:10:00'),
    (4, 1, 'Channel::WebWidget', 1, 'Site chat', '2026-01-07 09:00:00', '2026-01-07 09:00:00');

insert into contacts
    (id, account_id, name, email, phone_number, identifier, additional_attributes, custom_attributes, contact_type,
     location, country_code, last_activity_at, created_at, updated_at)
values
    (1, 1, 'Amina Rahimi', 'amina@lantern.example', '+32470000001', 'crm-1001',
     '{"city": "Ghent", "country": "BE"}', '{"tier": "gold", "trips": 7}', 1,
     'Ghent', 'BE', '2026-02-01 10:00:00', '2026-01-10 08:00:00', '2026-02-01 10:00:00'),
    (2, 1, 'Bruno Tavares', 'bruno@lantern.example', null, 'crm-1002',
     '{}', '{"tier": "silver"}', 1, '', '', '2026-02-02 10:00:00', '2026-01-10 08:01:00', '2026-02-02 10:00:00'),
    (3, 1, 'Chiara Neri', null, '+393330000003', null,
     '{"city": "Turin"}', '{"trips": 2}', 1, 'Turin', '', '2026-02-03 10:00:00', '2026-01-10 08:02:00', '2026-02-03 10:00:00'),
    -- The same person as 3, met again by e-mail: what policy merge is for.
    (4, 1, 'Chiara N.', 'chiara@lantern.example', null, 'crm-1004',
     '{"company_name": "Neri Studio"}', '{"newsletter": true}', 1,
     '', '', '2026-02-04 10:00:00', '2026-01-11 08:00:00', '2026-02-04 10:00:00'),
    (5, 1, 'Dagny Holm', 'dagny@lantern.example', '+4790000005', null,
     '{}', '{}', 1, '', '', null, '2026-01-12 08:00:00', '2026-01-12 08:00:00'),
    -- An anonymous visitor of the app.
    (6, 1, 'quiet-meadow-417', null, null, null,
     '{}', '{}', 0, '', '', '2026-02-05 10:00:00', '2026-01-13 08:00:00', '2026-01-13 08:00:00'),
    (7, 1, 'Emeka Obi', 'Emeka@Lantern.example', null, 'crm-1007',
     '{}', '{"address": {"street": "1 Palm Road", "zip": "100001"}}', 2,
     '', '', null, '2026-01-14 08:00:00', '2026-01-14 08:00:00'),
    -- An old telephone number that would be refused today.
    (8, 1, 'Farid Aziz', '', '0470 00 00 08', 'crm-1008',
     '{}', '{}', 1, '', '', null, '2026-01-15 08:00:00', '2026-01-15 08:00:00'),
    (9, 1, 'Greta Lind', 'greta@lantern.example', null, null,
     '{"description": "prefers letters"}', '{}', 1, '', '', null, '2026-01-16 08:00:00', '2026-01-16 08:00:00'),
    (10, 2, 'Hana Sato', 'hana@harbour.example', null, 'shop-1',
     '{"city": "Osaka", "country": "JP"}', '{"card": "H-1"}', 1,
     'Osaka', 'JP', '2026-02-06 10:00:00', '2026-01-17 08:00:00', '2026-02-06 10:00:00'),
    (11, 2, 'Ivo Marin', 'ivo@harbour.example', '+385910000011', 'shop-2',
     '{}', '{}', 1, '', '', null, '2026-01-18 08:00:00', '2026-01-18 08:00:00'),
    -- Another account may hold the same e-mail.
    (12, 2, 'Amina Rahimi', 'amina@lantern.example', null, null,
     '{}', '{}', 1, '', '', null, '2026-01-19 08:00:00', '2026-01-19 08:00:00');

insert into contact_inboxes (id, contact_id, inbox_id, source_id, hmac_verified, pubsub_token, created_at, updated_at) values
    (1, 1, 1, 'demo-app-amina', true, 'demo-pubsub-01', '2026-01-10 08:00:00', '2026-01-10 08:00:00'),
    (2, 1, 2, 'demo-crm-amina', false, 'demo-pubsub-02', '2026-01-10 08:00:00', '2026-01-10 08:00:00'),
    (3, 2, 1, 'demo-app-bruno', false, 'demo-pubsub-03', '2026-01-10 08:01:00', '2026-01-10 08:01:00'),
    (4, 2, 2, 'demo-crm-bruno', false, 'demo-pubsub-04', '2026-01-10 08:01:00', '2026-01-10 08:01:00'),
    (5, 3, 1, 'demo-app-chiara', false, 'demo-pubsub-05', '2026-01-10 08:02:00', '2026-01-10 08:02:00'),
    (6, 3, 2, 'demo-crm-chiara-phone', false, 'demo-pubsub-06', '2026-01-10 08:02:00', '2026-01-10 08:02:00'),
    (7, 4, 2, 'demo-crm-chiara', false, 'demo-pubsub-07', '2026-01-11 08:00:00', '2026-01-11 08:00:00'),
    (8, 5, 2, 'demo-crm-dagny', false, 'demo-pubsub-08', '2026-01-12 08:00:00', '2026-01-12 08:00:00'),
    (9, 6, 1, 'demo-app-visitor', false, 'demo-pubsub-09', '2026-01-13 08:00:00', '2026-01-13 08:00:00'),
    (10, 7, 2, 'demo-crm-emeka', false, 'demo-pubsub-10', '2026-01-14 08:00:00', '2026-01-14 08:00:00'),
    (11, 8, 2, 'demo-crm-farid', false, 'demo-pubsub-11', '2026-01-15 08:00:00', '2026-01-15 08:00:00'),
    (12, 9, 2, 'demo-crm-greta', false, 'demo-pubsub-12', '2026-01-16 08:00:00', '2026-01-16 08:00:00'),
    (13, 10, 3, 'demo-shop-hana', false, 'demo-pubsub-13', '2026-01-17 08:00:00', '2026-01-17 08:00:00'),
    (14, 11, 3, 'demo-shop-ivo', false, 'demo-pubsub-14', '2026-01-18 08:00:00', '2026-01-18 08:00:00'),
    (15, 12, 3, 'demo-shop-amina', false, 'demo-pubsub-15', '2026-01-19 08:00:00', '2026-01-19 08:00:00'),
    -- A link whose contact is gone, as the platform leaves them behind.
    (16, 999, 2, 'demo-crm-gone', false, 'demo-pubsub-16', '2026-01-20 08:00:00', '2026-01-20 08:00:00');

insert into conversations
    (id, account_id, inbox_id, contact_id, contact_inbox_id, display_id, status, last_activity_at, created_at, updated_at)
values
    (1, 1, 1, 1, 1, 1, 0, '2026-02-01 10:00:00', '2026-02-01 09:00:00', '2026-02-01 10:00:00'),
    (2, 1, 1, 3, 5, 2, 0, '2026-02-03 10:00:00', '2026-02-03 09:00:00', '2026-02-03 10:00:00'),
    (3, 1, 2, 4, 7, 3, 1, '2026-02-04 10:00:00', '2026-02-04 09:00:00', '2026-02-04 10:00:00'),
    (4, 1, 1, 6, 9, 4, 0, '2026-02-05 10:00:00', '2026-02-05 09:00:00', '2026-02-05 10:00:00'),
    (5, 2, 3, 10, 13, 1, 1, '2026-02-06 10:00:00', '2026-02-06 09:00:00', '2026-02-06 10:00:00');

insert into messages
    (id, account_id, inbox_id, conversation_id, message_type, content, sender_type, sender_id, created_at, updated_at)
values
    (1, 1, 1, 1, 0, 'Is the night train still running?', 'Contact', 1, '2026-02-01 09:00:00', '2026-02-01 09:00:00'),
    (2, 1, 1, 1, 1, 'It is, every evening at nine.', 'User', 1, '2026-02-01 10:00:00', '2026-02-01 10:00:00'),
    (3, 1, 1, 2, 0, 'Can I bring my dog?', 'Contact', 3, '2026-02-03 09:00:00', '2026-02-03 09:00:00'),
    (4, 1, 2, 3, 0, 'Please send the invoice to the studio.', 'Contact', 4, '2026-02-04 09:00:00', '2026-02-04 09:00:00'),
    (5, 1, 1, 4, 0, 'Hello?', 'Contact', 6, '2026-02-05 09:00:00', '2026-02-05 09:00:00'),
    (6, 2, 3, 5, 0, 'The atlas arrived, thank you.', 'Contact', 10, '2026-02-06 09:00:00', '2026-02-06 09:00:00'),
    (7, 1, 2, 3, 3, 'How did we do?', null, null, '2026-02-04 09:55:00', '2026-02-04 09:55:00');

insert into notes (id, content, account_id, contact_id, user_id, created_at, updated_at) values
    (1, 'Travels with a dog.', 1, 3, 1, '2026-02-03 09:30:00', '2026-02-03 09:30:00'),
    (2, 'Invoices go to the studio.', 1, 4, 1, '2026-02-04 09:30:00', '2026-02-04 09:30:00');

insert into csat_survey_responses
    (id, account_id, conversation_id, message_id, rating, feedback_message, contact_id, created_at, updated_at)
values
    (1, 1, 3, 7, 5, 'Quick and kind.', 4, '2026-02-04 10:00:00', '2026-02-04 10:00:00');

insert into tags (id, name, taggings_count) values (1, 'vip', 2), (2, 'dog-owner', 2), (3, 'newsletter', 1);

insert into taggings (id, tag_id, taggable_type, taggable_id, context, created_at) values
    (1, 1, 'Contact', 1, 'labels', '2026-01-10 08:00:00'),
    (2, 2, 'Contact', 3, 'labels', '2026-02-03 09:30:00'),
    (3, 2, 'Contact', 4, 'labels', '2026-02-04 09:30:00'),
    (4, 3, 'Contact', 4, 'labels', '2026-02-04 09:30:00'),
    (5, 1, 'Contact', 10, 'labels', '2026-02-06 09:30:00');

insert into active_storage_blobs (id, key, filename, content_type, byte_size, created_at, service_name) values
    (1, 'demo-blob-chiara', 'chiara.png', 'image/png', 68, '2026-02-03 09:30:00', 'local');

insert into active_storage_attachments (id, name, record_type, record_id, blob_id, created_at) values
    (1, 'avatar', 'Contact', 3, 1, '2026-02-03 09:30:00');

-- Ids above were given by hand: the sequences go on behind them.
select setval(pg_get_serial_sequence('accounts', 'id'), 2),
       setval(pg_get_serial_sequence('channel_api', 'id'), 3),
       setval(pg_get_serial_sequence('inboxes', 'id'), 4),
       setval(pg_get_serial_sequence('contacts', 'id'), 12),
       setval(pg_get_serial_sequence('contact_inboxes', 'id'), 16),
       setval(pg_get_serial_sequence('conversations', 'id'), 5),
       setval(pg_get_serial_sequence('messages', 'id'), 7),
       setval(pg_get_serial_sequence('notes', 'id'), 2),
       setval(pg_get_serial_sequence('csat_survey_responses', 'id'), 1),
       setval(pg_get_serial_sequence('tags', 'id'), 3),
       setval(pg_get_serial_sequence('taggings', 'id'), 5),
       setval(pg_get_serial_sequence('active_storage_blobs', 'id'), 1),
       setval(pg_get_serial_sequence('active_storage_attachments', 'id'), 1);
