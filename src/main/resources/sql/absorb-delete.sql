-- The absorbed contacts go; each is kept whole in our own table. Parameters: absorbed, kept, ordinals, run.
with gone as (
    delete from contacts c
    using unnest(?::bigint[], ?::bigint[], ?::bigint[]) as g (absorbed, kept, ordinal)
    where c.id = g.absorbed
    returning c.id, g.kept, g.ordinal, to_jsonb(c) as record
)
insert into absorbed (run_no, ordinal, contact_id, kept, record)
select ?, ordinal, id, kept, record from gone
