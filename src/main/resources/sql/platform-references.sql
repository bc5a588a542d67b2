-- Columns that point to contacts or may do so: foreign keys from anywhere, columns called contact_id or …_contact_id, and pairs
-- X_type + X_id of the platform's schema (their rows say whether they hold 'Contact'). Parameters: the platform's schema, three
-- times, and our own. A table partition is left out: its parent stands for it.
with columns as (
    select n.nspname as schema, c.relname as tbl, a.attname as col, a.attnum, c.oid,
           t.typcategory as category
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid
    join pg_type t on t.oid = a.atttypid
    where c.relkind in ('r', 'p')
      and not c.relispartition
      and a.attnum > 0
      and not a.attisdropped
      and n.nspname not in ('pg_catalog', 'information_schema')
), found as (
    select c.schema, c.tbl, c.col, null::name as type_col
    from columns c
    join pg_constraint k on k.conrelid = c.oid and k.contype = 'f' and c.attnum = any (k.conkey)
    join columns target on target.oid = k.confrelid and target.schema = ? and target.tbl = 'contacts'
    union
    select schema, tbl, col, null
    from columns
    where schema = ? and category = 'N' and (col = 'contact_id' or col like '%\_contact\_id')
    union
    select id.schema, id.tbl, id.col, type.col
    from columns id
    join columns type on type.oid = id.oid and type.category = 'S'
        and type.col = left(id.col, length(id.col) - 2) || 'type'
    where id.schema = ? and id.col like '%\_id' and id.category = 'N'
)
select distinct schema, tbl, col, type_col
from found
where schema <> ?
order by schema, tbl, col
