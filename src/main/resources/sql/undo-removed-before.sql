-- Contacts that an earlier undo of the same run took away. Parameters: undone run, contacts.
select r.id
from removed r
join run u on u.no = r.run_no
where u.undoes = ? and r.tbl = 'contacts' and r.id = any (?::bigint[])
