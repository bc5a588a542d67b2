-- Sorts pending entries in, so that no session of the application must; only a role that owns the indexes may.
select gin_clean_pending_list(i.indexrelid)
from pg_index i
join pg_class c on c.oid = i.indexrelid
join pg_am m on m.oid = c.relam
where i.indrelid = 'contacts'::regclass and m.amname = 'gin' and pg_has_role(c.relowner, 'USAGE')
