-- Columns of contacts that an index has in its key, in an expression or in its condition.
select a.attname
from pg_index i
join pg_attribute a on a.attrelid = i.indrelid and a.attnum > 0
where i.indrelid = 'contacts'::regclass
  and (a.attnum = any (i.indkey) or exists (
      select from pg_depend d
      where d.classid = 'pg_class'::regclass and d.objid = i.indexrelid
        and d.refclassid = 'pg_class'::regclass and d.refobjid = i.indrelid and d.refobjsubid = a.attnum))
