-- Contacts that the undone undo had taken away and that go up in another before they are inserted again. Parameters: run, ids, kept
-- contacts, ordinals, columns that differ (JSON or NULL), undone run.
insert into absorbed (run_no, ordinal, contact_id, kept, record)
select ?, g.ordinal, g.id, g.kept, r.record || coalesce(g.differs::jsonb, '{}')
from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[]) as g (id, kept, ordinal, differs)
cross join lateral (select r.record from removed r where r.run_no = ? and r.tbl = 'contacts' and r.id = g.id offset 0) r
