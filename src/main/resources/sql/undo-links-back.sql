-- Links that the run moved to contacts and that this undo moves back. Parameters: undo, undone run, contacts.
select distinct l.id
from moved m
join staged_row s on s.run_no = ? and s.ordinal = m.ordinal
cross join lateral unnest(m.ids) as l (id)
where m.run_no = ? and m.tbl = 'contact_inboxes' and m.kept = any (?::bigint[])
