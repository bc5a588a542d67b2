-- Rows that come back whole, as {from} of ours has them. Parameters: ids, columns that differ (JSON or NULL), undone run.
insert into {table} ({columns})
select {columns} from (
    select r.*
    from unnest(?::bigint[], ?::text[]) as g (id, differs)
    cross join lateral (select a.record from {from} a where a.run_no = ? and a.{id} = g.id {condition} offset 0) a
    cross join lateral jsonb_populate_record(null::{table}, a.record || coalesce(g.differs::jsonb, '{}')) as r
) r
