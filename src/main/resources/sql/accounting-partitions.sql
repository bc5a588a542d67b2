-- Each partition beside the staged rows that it has not decided: those of groups set aside, and those beyond its position.
-- A partition that is done has neither; that it is asked all the same costs one look at the index.
select p.part, p.rows, p.line_sum, p.position, p.decided, p.unchanged, p.unchanged_line_sum, p.status = 'done' as done,
       coalesce(u.aside, 0) as aside, coalesce(u.rows, 0) as undecided, coalesce(u.line_sum, 0) as undecided_line_sum
from partition p
left join (
    select a.part,
           count(*) filter (where a.seq <= q.position) as aside,
           count(*) as rows,
           sum(s.line) as line_sum
    from partition q
    join assignment a on a.run_no = q.run_no and a.part = q.part
    left join set_aside g on g.run_no = a.run_no and g.part = a.part and g.grp = a.grp and a.seq >= g.from_seq
    join staged_row s on s.run_no = a.run_no and s.ordinal = a.ordinal
    where q.run_no = ?
      and (q.position < q.rows or exists (select from set_aside o where o.run_no = q.run_no and o.part = q.part))
      and (a.seq > q.position or g.grp is not null)
    group by a.part
) u on u.part = p.part
where p.run_no = ?
order by p.part
