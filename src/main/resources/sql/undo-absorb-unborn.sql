-- Contacts that the undone undo had taken away and that go up in another before they are inserted again. Parameters: run, ids, kept
-- contacts, ordinals, ranks, columns that differ (JSON or NULL), undone run.
insert into absorbed (run_no, ordinal, contact_id, kept, rank, record)
select ?, g.ordinal, g.id, g.kept, g.rank, r.record || coalesce(g.differs::jsonb, '{}')
from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::int[], ?::text[]) as g (id, kept, ordinal, rank, differs)
cross join lateral (select r.record from removed r where r.run_no = ? and r.tbl = 'contacts' and r.id = g.id offset 0) r
