-- The next rows of a group that was set aside, as far as the partition's position has passed them; parameters: run, part, group,
-- first row, limit.
select s.ordinal, s.line, a.seq, a.grp, s.account_id, s.inbox_id, s.source_id, s.identifier, s.email, s.phone,
       s.patch::text as patch
from partition p
join assignment a on a.run_no = p.run_no and a.part = p.part and a.seq <= p.position
join staged_row s on s.run_no = a.run_no and s.ordinal = a.ordinal
where p.run_no = ? and p.part = ? and a.grp = ? and a.seq >= ?
order by a.seq
limit ?
