-- The role that runs imports, with what it needs and no more. As the owner of the platform's tables, once, and again whenever
-- contact-import or the platform has been updated:
--
--   contact-import migrate                      (under a role that may create a schema)
--   psql -v ON_ERROR_STOP=1 -d chatwoot_production -f role.sql
--   psql -d chatwoot_production -c '\password contact_importer'
--
-- A line that is commented out takes away what its third column says; contact-import doctor tells what is then missing. The role
-- may create nothing but temporary tables, may not read users or their passwords, and may not change an account or an inbox.

do $$
begin
    if not exists (select from pg_roles where rolname = 'contact_importer') then
        create role contact_importer login nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
    end if;
    execute format('grant connect, temporary on database %I to contact_importer', current_database());
end $$;

grant usage on schema public to contact_importer;

do $$
declare
    needed record;
begin
    for needed in
        select * from (values
            ('contacts',                     'select, update', 'every import'),
            ('contact_inboxes',              'select, update', 'every import'),
            ('inboxes',                      'select',         'every import'),
            ('channel_api',                  'select',         'every import: it has the HMAC tokens'),
            ('taggings',                     'select',         'every import: labels in the report'),
            ('tags',                         'select',         'every import: labels in the report'),
            ('custom_attribute_definitions', 'select',         'every import: what the account has defined'),
            ('contacts',                     'insert',         '--mode upsert; undo of --on-conflict merge'),
            ('contact_inboxes',              'insert',         '--mode upsert'),
            ('contacts',                     'delete',         '--on-conflict merge; undo of --mode upsert'),
            ('contact_inboxes',              'delete',         'undo of --mode upsert'),
            ('conversations',                'select, update', '--on-conflict merge'),
            ('messages',                     'select, update', '--on-conflict merge'),
            ('notes',                        'select, update', '--on-conflict merge'),
            ('csat_survey_responses',        'select, update', '--on-conflict merge'),
            ('taggings',                     'update, delete', '--on-conflict merge'),
            ('taggings',                     'insert',         'undo of --on-conflict merge'),
            ('active_storage_attachments',   'select, update, delete', '--on-conflict merge'),
            ('active_storage_attachments',   'insert',         'undo of --on-conflict merge'),
            ('active_storage_blobs',         'select',         'undo of --on-conflict merge'),
            ('custom_attribute_definitions', 'insert',         '--define-attributes')
        ) lines (tbl, privileges, purpose)
    loop
        if to_regclass('public.' || needed.tbl) is not null then
            execute format('grant %s on public.%I to contact_importer', needed.privileges, needed.tbl);
        end if;
    end loop;
    -- What kind of rows other tables point to, as in owner_type = 'User', and nothing else of them: --on-conflict merge and undo
    -- refuse to work while a table points to contacts that nobody has told them about.
    for needed in
        select c.oid::regclass as tbl, quote_ident(type.attname) as col
        from pg_class c
        join pg_attribute type on type.attrelid = c.oid and type.attname like '%\_type' and not type.attisdropped
        join pg_attribute id on id.attrelid = c.oid and id.attname = left(type.attname, -4) || 'id' and not id.attisdropped
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
          and not has_table_privilege('contact_importer', c.oid, 'select')
    loop
        execute format('grant select (%s) on %s to contact_importer', needed.col, needed.tbl);
    end loop;
    for needed in
        select * from (values
            ('contacts',                     '--mode upsert'),
            ('contact_inboxes',              '--mode upsert'),
            ('custom_attribute_definitions', '--define-attributes')
        ) lines (tbl, purpose)
        where to_regclass('public.' || tbl) is not null and pg_get_serial_sequence('public.' || tbl, 'id') is not null
    loop
        execute format('grant usage on sequence %s to contact_importer', pg_get_serial_sequence('public.' || needed.tbl, 'id'));
    end loop;
end $$;

-- Our own tables: what contact-import migrate --grant-to contact_importer grants.
grant usage on schema contact_import to contact_importer;
grant select, insert, update, delete on all tables in schema contact_import to contact_importer;
revoke insert, update, delete on contact_import.flyway_schema_history from contact_importer;
grant usage, select on all sequences in schema contact_import to contact_importer;
grant execute on all functions in schema contact_import to contact_importer;
