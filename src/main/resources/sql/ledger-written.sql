-- Every entry, to be counted, with what changed where that may be told, in file order; COPY takes no parameters.
-- The record is json: it is sent as its text, and a cast would only copy it.
select l.line, l.ordinal, l.part::bigint, l.outcome::text, w.told::integer::bigint,
       case when w.told then l.before::text end,
       case when w.told then l.after::text end,
       case when w.told then l.record end
from ledger l
cross join lateral (select l.outcome in ('updated', 'created', 'merged') and not l.forgotten as told) w
where l.run_no = {run}
order by l.ordinal
