-- The columns of a platform's table that are stored as they are given, quoted. Parameters: the platform's schema, the table.
select string_agg(format('%I', a.attname), ', ' order by a.attnum)
from pg_attribute a
join pg_class c on c.oid = a.attrelid
join pg_namespace n on n.oid = c.relnamespace
where n.nspname = ?
  and c.relname = ?
  and a.attnum > 0
  and not a.attisdropped
  and a.attgenerated = ''
