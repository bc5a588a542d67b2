-- Contacts that the undone run had made and absorbed, and that this undo need not insert to take them away. Parameters: run, ids,
-- ordinals, columns that differ, undone run.
insert into removed (run_no, ordinal, tbl, id, record)
select ?, g.ordinal, 'contacts', g.id, a.record || coalesce(g.differs::jsonb, '{}')
from unnest(?::bigint[], ?::bigint[], ?::text[]) as g (id, ordinal, differs)
cross join lateral (select a.record from absorbed a where a.run_no = ? and a.contact_id = g.id offset 0) a
