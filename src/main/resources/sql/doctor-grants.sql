-- What the present role lacks: table, privilege, and which imports need it. Parameters: the platform's schema, our schema, twice.
-- A grant on columns will do. A table that this version of the platform lacks needs no grant.
with needed (tbl, privilege, purpose) as (values
    ('contacts', 'SELECT', 'every import'), ('contacts', 'UPDATE', 'every import'),
    ('contact_inboxes', 'SELECT', 'every import'), ('contact_inboxes', 'UPDATE', 'every import'),
    ('inboxes', 'SELECT', 'every import'), ('channel_api', 'SELECT', 'every import'),
    ('taggings', 'SELECT', 'every import'), ('tags', 'SELECT', 'every import'),
    ('custom_attribute_definitions', 'SELECT', 'checking custom attributes'),
    ('custom_attribute_definitions', 'INSERT', '--define-attributes'),
    ('contacts', 'INSERT', '--mode upsert'), ('contact_inboxes', 'INSERT', '--mode upsert'),
    ('contact_inboxes', 'DELETE', 'undo of --mode upsert'),
    ('contacts', 'DELETE', '--on-conflict merge'),
    ('conversations', 'SELECT', '--on-conflict merge'), ('conversations', 'UPDATE', '--on-conflict merge'),
    ('messages', 'SELECT', '--on-conflict merge'), ('messages', 'UPDATE', '--on-conflict merge'),
    ('notes', 'SELECT', '--on-conflict merge'), ('notes', 'UPDATE', '--on-conflict merge'),
    ('csat_survey_responses', 'SELECT', '--on-conflict merge'), ('csat_survey_responses', 'UPDATE', '--on-conflict merge'),
    ('taggings', 'UPDATE', '--on-conflict merge'), ('taggings', 'DELETE', '--on-conflict merge'),
    ('active_storage_attachments', 'SELECT', '--on-conflict merge'),
    ('active_storage_attachments', 'UPDATE', '--on-conflict merge'),
    ('active_storage_attachments', 'DELETE', '--on-conflict merge'),
    ('taggings', 'INSERT', 'undo of --on-conflict merge'),
    ('active_storage_attachments', 'INSERT', 'undo of --on-conflict merge'),
    ('active_storage_blobs', 'SELECT', 'undo of --on-conflict merge'))
select object, string_agg(privilege, ', ' order by privilege) as privileges, purpose, own, current_user::text as role
from (
    select c.relname::text as object, n.privilege, n.purpose, false as own
    from needed n
    join pg_class c on c.relname = n.tbl and c.relkind in ('r', 'p', 'v')
    join pg_namespace s on s.oid = c.relnamespace and s.nspname = ?
    where case n.privilege
            when 'DELETE' then not has_table_privilege(c.oid, n.privilege)
            else not has_any_column_privilege(c.oid, n.privilege)
          end
    union all
    select c.relname::text, p.privilege, 'every import', true
    from pg_class c
    join pg_namespace s on s.oid = c.relnamespace and s.nspname = ?
    cross join (values ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE')) p (privilege)
    where c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'flyway_schema_history'
      and not has_table_privilege(c.oid, p.privilege)
    union all
    select c.relname::text, 'USAGE', 'every import', true
    from pg_class c
    join pg_namespace s on s.oid = c.relnamespace and s.nspname = ?
    where case c.relkind when 'S' then not has_sequence_privilege(c.oid, 'USAGE') else false end
    union all
    select 'database ' || current_database(), 'TEMPORARY', 'check', false
    where not has_database_privilege(current_database(), 'TEMPORARY')
    union all
    select f.proname || '()', 'EXECUTE', 'every import', true
    from pg_proc f
    join pg_namespace s on s.oid = f.pronamespace and s.nspname = ?
    where not has_function_privilege(f.oid, 'EXECUTE')
) missing
group by object, purpose, own
order by purpose, own, object
