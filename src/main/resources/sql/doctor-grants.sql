-- What the present role lacks: table, privilege, and which imports need it. Parameters: the platform's schema, four times, our
-- schema, three times.
-- Of the tables with columns here these are all that is needed; of the others a grant on columns will do. A table that this version
-- of the platform lacks needs no grant.
with whose (tbl, privilege, cols) as (values
    ('conversations', 'SELECT', '{id,contact_id}'), ('conversations', 'UPDATE', '{contact_id}'),
    ('messages', 'SELECT', '{id,sender_type,sender_id}'), ('messages', 'UPDATE', '{sender_id}'),
    ('notes', 'SELECT', '{id,contact_id}'), ('notes', 'UPDATE', '{contact_id}'),
    ('csat_survey_responses', 'SELECT', '{id,contact_id}'), ('csat_survey_responses', 'UPDATE', '{contact_id}')),
needed (tbl, privilege, purpose) as (values
    ('contacts', 'SELECT', 'every import'), ('contacts', 'UPDATE', 'every import'),
    ('contact_inboxes', 'SELECT', 'every import'), ('contact_inboxes', 'UPDATE', 'every import'),
    ('inboxes', 'SELECT', 'every import'), ('channel_api', 'SELECT', 'every import'),
    ('taggings', 'SELECT', 'every import'), ('tags', 'SELECT', 'every import'),
    ('custom_attribute_definitions', 'SELECT', 'checking custom attributes'),
    ('custom_attribute_definitions', 'INSERT', '--define-attributes'),
    ('contacts', 'INSERT', '--mode upsert'), ('contact_inboxes', 'INSERT', '--mode upsert'),
    ('contact_inboxes', 'DELETE', 'undo of --mode upsert'),
    ('contacts', 'DELETE', '--on-conflict merge'),
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
    select c.relname::text, format('%s (%s)', w.privilege, string_agg(a.attname, ', ' order by a.attnum)), w.purpose, false
    from (select tbl, privilege, unnest(cols::text[]) as col, '--on-conflict merge' as purpose from whose
          union all
          select 'conversations', 'SELECT', 'contact_inbox_id', 'undo of --mode upsert') w
    join pg_class c on c.relname = w.tbl and c.relkind in ('r', 'p', 'v')
    join pg_namespace s on s.oid = c.relnamespace and s.nspname = ?
    join pg_attribute a on a.attrelid = c.oid and a.attname = w.col and not a.attisdropped
    where not has_column_privilege(c.oid, a.attnum, w.privilege)
    group by c.relname, w.privilege, w.purpose
    union all
    select 'schema ' || n.nspname, 'USAGE', 'every import', false
    from pg_namespace n
    where n.nspname = ? and not has_schema_privilege(n.oid, 'USAGE')
    union all
    -- Those of contacts and links are looked at with what they gave out.
    select 'sequence ' || q.relname, 'USAGE', '--define-attributes', false
    from pg_class t
    join pg_namespace n on n.oid = t.relnamespace and n.nspname = ?
    join pg_depend d on d.refobjid = t.oid and d.refclassid = 'pg_class'::regclass and d.classid = 'pg_class'::regclass
    join pg_class q on q.oid = d.objid
    where t.relname = 'custom_attribute_definitions'
      and case q.relkind when 'S' then d.deptype = 'a' and not has_sequence_privilege(q.oid, 'USAGE') else false end
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
