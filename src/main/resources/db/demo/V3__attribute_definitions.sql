-- What the platform's people have defined about attributes; of conversations too (attribute_model 0).
create table custom_attribute_definitions (
    id bigserial primary key,
    attribute_display_name varchar,
    attribute_key varchar,
    attribute_display_type integer default 0,
    default_value integer,
    attribute_model integer default 0,
    account_id bigint,
    created_at timestamp(6) not null,
    updated_at timestamp(6) not null,
    attribute_description text,
    attribute_values jsonb default '[]',
    regex_pattern varchar,
    regex_cue varchar
);
create unique index attribute_key_model_index
    on custom_attribute_definitions (attribute_key, attribute_model, account_id);
create index index_custom_attribute_definitions_on_account_id on custom_attribute_definitions (account_id);
