-- Lines that the environment kept from being decided, in file order. Most have no ledger entry: they are the staged rows that
-- no partition reached, those of groups that were set aside, and every one of them when there is no plan. Apart from each other: as
-- one outer join with a condition on ranges, every staged row was looked for in all assignments. Parameter: run, three times.
select line, codes, reason, raw, ordinal
from (
    select l.ordinal, l.line, l.codes, l.reason, l.raw
    from ledger l
    where l.run_no = ? and l.outcome = 'failed' and not l.forgotten
    union all
    select s.ordinal, s.line, null, coalesce(g.error, p.error), s.raw
    from staged_row s
    join assignment a on a.run_no = s.run_no and a.ordinal = s.ordinal
    left join partition p on p.run_no = a.run_no and p.part = a.part
    left join set_aside g on g.run_no = a.run_no and g.part = a.part and g.grp = a.grp and a.seq >= g.from_seq
    where s.run_no = ? and (p.part is null or a.seq > p.position or g.grp is not null)
    union all
    select s.ordinal, s.line, null, null, s.raw
    from staged_row s
    where s.run_no = ?
      and not exists (select from assignment a where a.run_no = s.run_no and a.ordinal = s.ordinal)
      -- Lines that the plan found to change nothing are in no partition, and decided.
      and not exists (
          select from (select i.last from idle_range i where i.run_no = s.run_no and i.first <= s.ordinal
              order by i.first desc limit 1) before
          where before.last >= s.ordinal)
) failed
order by ordinal
