-- The next entries of a partition in their order; parameters: undone run, undo, part, position, limit.
select a.seq, a.grp, l.ordinal, l.line, l.outcome, l.contact_id, l.before::text as before, l.after::text as after
from assignment a
cross join lateral (select l.* from ledger l where l.run_no = ? and l.ordinal = a.ordinal offset 0) l
where a.run_no = ? and a.part = ? and a.seq > ?
order by a.seq
limit ?
