-- A temporary twin, empty, of every table and sequence of ours: one statement a row. In the session that makes them they are found
-- first. Parameter: our schema.
select format(
    case c.relkind
        when 'S' then 'create temporary sequence %1$I'
        else 'create temporary table %1$I (like %2$I.%1$I including all)'
    end, c.relname, n.nspname)
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where n.nspname = ?
  and not c.relispartition
  and c.relname <> 'flyway_schema_history'
  and (c.relkind in ('r', 'p')
    or c.relkind = 'S' and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('a', 'i')))
order by c.relkind <> 'S', c.relname
