-- The platform's tables as far as contacts concern them, with the types, defaults and indexes of the platform itself, so that
-- the demo and the tests write against the real thing. Only ever run in the embedded database, never in an external one.
create extension if not exists pg_trgm with schema public;

create table accounts (
    id serial primary key,
    name varchar not null,
    created_at timestamp not null,
    updated_at timestamp not null,
    locale integer default 0,
    domain varchar(100),
    support_email varchar(100),
    feature_flags bigint not null default 0,
    limits jsonb default '{}',
    custom_attributes jsonb default '{}',
    status integer default 0,
    settings jsonb default '{}'
);
create index index_accounts_on_status on accounts (status);

create table channel_api (
    id bigserial primary key,
    account_id integer not null,
    webhook_url varchar,
    created_at timestamp(6) not null,
    updated_at timestamp(6) not null,
    identifier varchar,
    hmac_token varchar,
    hmac_mandatory boolean default false,
    additional_attributes jsonb default '{}'
);
create unique index index_channel_api_on_hmac_token on channel_api (hmac_token);
create unique index index_channel_api_on_identifier on channel_api (identifier);

create table inboxes (
    id serial primary key,
    channel_id integer not null,
    account_id integer not null,
    name varchar not null,
    created_at timestamp not null,
    updated_at timestamp not null,
    channel_type varchar,
    enable_auto_assignment boolean default true,
    greeting_enabled boolean default false,
    email_address varchar,
    timezone varchar default 'UTC',
    csat_survey_enabled boolean default false,
    lock_to_single_conversation boolean not null default false
);
create index index_inboxes_on_account_id on inboxes (account_id);
create index index_inboxes_on_channel_id_and_channel_type on inboxes (channel_id, channel_type);

create table contacts (
    id serial primary key,
    name varchar default '',
    email varchar,
    phone_number varchar,
    account_id integer not null,
    created_at timestamp not null,
    updated_at timestamp not null,
    additional_attributes jsonb default '{}',
    identifier varchar,
    custom_attributes jsonb default '{}',
    last_activity_at timestamp,
    contact_type integer default 0,
    middle_name varchar default '',
    last_name varchar default '',
    location varchar default '',
    country_code varchar default '',
    blocked boolean not null default false,
    company_id bigint
);
create index index_contacts_on_account_id on contacts (account_id);
create index index_contacts_on_account_id_and_contact_type on contacts (account_id, contact_type);
create index index_contacts_on_account_id_and_last_activity_at on contacts (account_id, last_activity_at desc nulls last);
create index index_contacts_on_blocked on contacts (blocked);
create index index_contacts_on_company_id on contacts (company_id);
create index index_contacts_on_lower_email_account_id on contacts (lower(email::text), account_id);
create index index_contacts_on_name_email_phone_number_identifier on contacts
    using gin (name gin_trgm_ops, email gin_trgm_ops, phone_number gin_trgm_ops, identifier gin_trgm_ops);
create index index_contacts_on_nonempty_fields on contacts (account_id, email, phone_number, identifier)
    where email::text <> '' or phone_number::text <> '' or identifier::text <> '';
create index index_contacts_on_phone_number_and_account_id on contacts (phone_number, account_id);
create index index_resolved_contact_account_id on contacts (account_id)
    where email::text <> '' or phone_number::text <> '' or identifier::text <> '';
create unique index uniq_email_per_account_contact on contacts (email, account_id);
create unique index uniq_identifier_per_account_contact on contacts (identifier, account_id);

create table contact_inboxes (
    id bigserial primary key,
    contact_id bigint,
    inbox_id bigint,
    source_id varchar not null,
    created_at timestamp(6) not null,
    updated_at timestamp(6) not null,
    hmac_verified boolean default false,
    pubsub_token varchar
);
create index index_contact_inboxes_on_contact_id on contact_inboxes (contact_id);
create index index_contact_inboxes_on_inbox_id on contact_inboxes (inbox_id);
create unique index index_contact_inboxes_on_inbox_id_and_source_id on contact_inboxes (inbox_id, source_id);
create unique index index_contact_inboxes_on_pubsub_token on contact_inboxes (pubsub_token);
create index index_contact_inboxes_on_source_id on contact_inboxes (source_id);

create table conversations (
    id serial primary key,
    account_id integer not null,
    inbox_id integer not null,
    status integer not null default 0,
    assignee_id integer,
    created_at timestamp not null,
    updated_at timestamp not null,
    contact_id bigint,
    display_id integer not null,
    contact_last_seen_at timestamp,
    additional_attributes jsonb default '{}',
    contact_inbox_id bigint,
    uuid uuid not null default gen_random_uuid(),
    identifier varchar,
    last_activity_at timestamp not null default current_timestamp,
    custom_attributes jsonb default '{}',
    cached_label_list text
);
create unique index index_conversations_on_account_id_and_display_id on conversations (account_id, display_id);
create index index_conversations_on_account_id on conversations (account_id);
create index index_conversations_on_contact_id on conversations (contact_id);
create index index_conversations_on_contact_inbox_id on conversations (contact_inbox_id);
create index index_conversations_on_inbox_id on conversations (inbox_id);
create unique index index_conversations_on_uuid on conversations (uuid);

create table messages (
    id serial primary key,
    content text,
    account_id integer not null,
    inbox_id integer not null,
    conversation_id integer not null,
    message_type integer not null,
    created_at timestamp not null,
    updated_at timestamp not null,
    private boolean not null default false,
    status integer default 0,
    source_id varchar,
    content_type integer not null default 0,
    sender_type varchar,
    sender_id bigint
);
create index index_messages_on_account_id on messages (account_id);
create index index_messages_on_conversation_id on messages (conversation_id);
create index index_messages_on_inbox_id on messages (inbox_id);
create index index_messages_on_sender_type_and_sender_id on messages (sender_type, sender_id);

create table notes (
    id bigserial primary key,
    content text not null,
    account_id bigint not null,
    contact_id bigint not null,
    user_id bigint,
    created_at timestamp(6) not null,
    updated_at timestamp(6) not null
);
create index index_notes_on_account_id on notes (account_id);
create index index_notes_on_contact_id on notes (contact_id);
create index index_notes_on_user_id on notes (user_id);

create table csat_survey_responses (
    id bigserial primary key,
    account_id bigint not null,
    conversation_id bigint not null,
    message_id bigint not null,
    rating integer not null,
    feedback_message text,
    contact_id bigint not null,
    assigned_agent_id bigint,
    created_at timestamp(6) not null,
    updated_at timestamp(6) not null
);
create index index_csat_survey_responses_on_account_id on csat_survey_responses (account_id);
create index index_csat_survey_responses_on_contact_id on csat_survey_responses (contact_id);
create index index_csat_survey_responses_on_conversation_id on csat_survey_responses (conversation_id);
create unique index index_csat_survey_responses_on_message_id on csat_survey_responses (message_id);

create table tags (
    id serial primary key,
    name varchar,
    taggings_count integer default 0
);
create unique index index_tags_on_name on tags (name);
create index tags_name_trgm_idx on tags using gin (lower(name::text) gin_trgm_ops);

create table taggings (
    id serial primary key,
    tag_id integer,
    taggable_type varchar,
    taggable_id integer,
    tagger_type varchar,
    tagger_id integer,
    context varchar(128),
    created_at timestamp
);
create index index_taggings_on_tag_id on taggings (tag_id);
create index index_taggings_on_taggable_id on taggings (taggable_id);
create index index_taggings_on_taggable_id_and_taggable_type_and_context on taggings (taggable_id, taggable_type, context);
create unique index taggings_idx on taggings (tag_id, taggable_id, taggable_type, context, tagger_id, tagger_type);

create table active_storage_blobs (
    id bigserial primary key,
    key varchar not null,
    filename varchar not null,
    content_type varchar,
    metadata text,
    byte_size bigint not null,
    checksum varchar,
    created_at timestamp not null,
    service_name varchar not null
);
create unique index index_active_storage_blobs_on_key on active_storage_blobs (key);

create table active_storage_attachments (
    id bigserial primary key,
    name varchar not null,
    record_type varchar not null,
    record_id bigint not null,
    blob_id bigint not null references active_storage_blobs (id),
    created_at timestamp not null
);
create index index_active_storage_attachments_on_blob_id on active_storage_attachments (blob_id);
create unique index index_active_storage_attachments_uniqueness
    on active_storage_attachments (record_type, record_id, name, blob_id);
