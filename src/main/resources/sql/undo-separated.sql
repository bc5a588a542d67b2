-- Parameters: run, contacts, contacts they come out of, ordinals, columns that differ (JSON or NULL), undone run.
insert into separated (run_no, ordinal, contact_id, kept, rank, record)
select ?, g.ordinal, g.id, g.kept, a.rank, a.record || coalesce(g.differs::jsonb, '{}')
from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[]) as g (id, kept, ordinal, differs)
cross join lateral (select a.rank, a.record from absorbed a where a.run_no = ? and a.contact_id = g.id offset 0) a
