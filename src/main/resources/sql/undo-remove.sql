-- Rows that the undone run had made go, and are kept whole. Parameters: ids, ordinals, columns that differ (JSON or NULL), run,
-- name of the table.
with gone as (
    delete from {table} t
    using unnest(?::bigint[], ?::bigint[], ?::text[]) as g (id, ordinal, differs)
    where t.id = g.id
    returning t.id, g.ordinal, to_jsonb(t) || coalesce(g.differs::jsonb, '{}') as record
)
insert into removed (run_no, ordinal, tbl, id, record)
select ?, ordinal, ?, id, record from gone
