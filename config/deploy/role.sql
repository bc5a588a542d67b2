-- The role that runs imports, with what it needs and no more. As the owner of the platform's tables and of the database, once, and
-- again whenever contact-import or the platform has been updated:
--
--   contact-import migrate                      (under a role that may create a schema)
--   psql -v ON_ERROR_STOP=1 -d chatwoot_production -f role.sql
--   psql -d chatwoot_production -c '\password contact_importer'
--
-- An owner who may not create roles needs somebody who may, once and first: create role contact_importer login
--
-- A line that is commented out takes away what its last column says; contact-import doctor tells what is then missing. The role
-- may create nothing but temporary tables, may not read users or their passwords, nor what people wrote, and may not change an
-- account or an inbox.

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
    -- Of these tables only whom their rows belong to: not what they say.
    for needed in
        select tbl, privilege, string_agg(col, ', ') as cols
        from (values
            ('conversations',         'select', 'id',               '--on-conflict merge'),
            ('conversations',         'select', 'contact_id',       '--on-conflict merge'),
            ('conversations',         'update', 'contact_id',       '--on-conflict merge'),
            ('conversations',         'select', 'contact_inbox_id', 'undo of --mode upsert'),
            ('messages',              'select', 'id',               '--on-conflict merge'),
            ('messages',              'select', 'sender_type',      '--on-conflict merge'),
            ('messages',              'select', 'sender_id',        '--on-conflict merge'),
            ('messages',              'update', 'sender_id',        '--on-conflict merge'),
            ('notes',                 'select', 'id',               '--on-conflict merge'),
            ('notes',                 'select', 'contact_id',       '--on-conflict merge'),
            ('notes',                 'update', 'contact_id',       '--on-conflict merge'),
            ('csat_survey_responses', 'select', 'id',               '--on-conflict merge'),
            ('csat_survey_responses', 'select', 'contact_id',       '--on-conflict merge'),
            ('csat_survey_responses', 'update', 'contact_id',       '--on-conflict merge')
        ) lines (tbl, privilege, col, purpose)
        join pg_attribute a on a.attrelid = to_regclass('public.' || tbl) and a.attname = col and not a.attisdropped
        group by tbl, privilege
    loop
        execute format('grant %s (%s) on public.%I to contact_importer', needed.privilege, needed.cols, needed.tbl);
    end loop;
    -- What other tables point to, as in contact_id, or owner_type and owner_id, and nothing else of them: --on-conflict merge refuses
    -- to work while a table points to contacts that nobody has told it about, and undo takes no contact away that one points to.
    for needed in
        select c.oid::regclass as tbl, string_agg(quote_ident(a.attname), ', ') as cols
        from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
          and not has_table_privilege('contact_importer', c.oid, 'select')
          and (a.attname = 'contact_id' or a.attname like '%\_contact\_id'
            or exists (select from pg_attribute pair
                       where pair.attrelid = c.oid and not pair.attisdropped
                         and (a.attname like '%\_type' and pair.attname = left(a.attname, -4) || 'id'
                           or a.attname like '%\_id' and pair.attname = left(a.attname, -2) || 'type')))
        group by c.oid
    loop
        execute format('grant select (%s) on %s to contact_importer', needed.cols, needed.tbl);
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
