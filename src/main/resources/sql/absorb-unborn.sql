-- Contacts that a chunk created and absorbed: they never were in the database, but an undo may bring them forth. Parameters:
-- absorbed, kept, ordinals, ranks, their columns (JSON), run.
insert into absorbed (run_no, ordinal, contact_id, kept, rank, record)
select r.no, g.ordinal, g.absorbed, g.kept, g.rank,
       jsonb_build_object('created_at', n.now, 'updated_at', n.now) || g.record::jsonb
from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::int[], ?::text[]) as g (absorbed, kept, ordinal, rank, record)
cross join (select ?::bigint) as r (no)
cross join (select statement_timestamp() at time zone 'UTC') as n (now)
