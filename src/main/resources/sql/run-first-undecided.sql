-- The first line that is not decided yet; parameters: run, three times.
select min(s.line) as line
from (
    select a.ordinal
    from partition p
    join assignment a on a.run_no = p.run_no and a.part = p.part and a.seq > p.position
    where p.run_no = ?
    union all
    select a.ordinal
    from set_aside g
    join assignment a on a.run_no = g.run_no and a.part = g.part and a.grp = g.grp and a.seq >= g.from_seq
    where g.run_no = ?
) u
join staged_row s on s.run_no = ? and s.ordinal = u.ordinal
