-- The next rows of a partition in their order; parameters: run, part, position, limit.
select s.ordinal, s.line, a.seq, a.grp, s.account_id, s.inbox_id, s.source_id, s.identifier, s.email, s.phone,
       s.patch::text as patch
from assignment a
join staged_row s on s.run_no = a.run_no and s.ordinal = a.ordinal
where a.run_no = ? and a.part = ? and a.seq > ?
order by a.seq
limit ?
