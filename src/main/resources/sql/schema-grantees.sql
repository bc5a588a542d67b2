-- Roles beside the owner that run imports: tables that were not there when somebody granted them ours are granted hereby. Parameter:
-- our schema.
select distinct g.rolname::text
from pg_class c
join pg_namespace n on n.oid = c.relnamespace and n.nspname = ?
cross join lateral aclexplode(c.relacl) a
join pg_roles g on g.oid = a.grantee
where c.relname = 'partition' and a.privilege_type = 'INSERT' and a.grantee <> c.relowner
order by 1
