-- The absorbed contacts go; each is kept whole in our own table, with what earlier lines of the same chunk made of it and the
-- database does not know. Parameters: absorbed, kept, ordinals, ranks, these columns (JSON or NULL), run.
with gone as (
    delete from contacts c
    using unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::int[], ?::text[]) as g (absorbed, kept, ordinal, rank, unwritten)
    where c.id = g.absorbed
    returning c.id, g.kept, g.ordinal, g.rank, to_jsonb(c) || coalesce(g.unwritten::jsonb, '{}') as record
)
insert into absorbed (run_no, ordinal, contact_id, kept, rank, record)
select ?, ordinal, id, kept, rank, record from gone
