-- Every column of every table of the platform's schema (parameter: schema).
select c.relname, a.attname
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid
where n.nspname = ?
  and c.relkind in ('r', 'p')
  and a.attnum > 0
  and not a.attisdropped
