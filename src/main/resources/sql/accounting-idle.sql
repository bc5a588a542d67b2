-- What the plan found to change nothing: how many lines the partition has that was given no rows, and how many the ranges hold. A range
-- goes from one staged line to another over those that were rejected before they were staged, and over no other entry; only these
-- are looked up. Asked as long as lines are undecided, for only then does anybody ask the ranges which lines are decided.
select coalesce((
           select sum(p.rows) from partition p
           where p.run_no = r.no
             and not exists (select from assignment a where a.run_no = p.run_no and a.part = p.part)), 0) as decided,
       coalesce((
           select sum(i.last - i.first + 1 - rejected.lines) from idle_range i
           cross join lateral (
               select count(*) as lines from ledger l
               where r.stage_rejected > 0
                 and l.run_no = i.run_no and l.ordinal between i.first and i.last and l.part is null) rejected
           where i.run_no = r.no), 0) as in_ranges
from run r
where r.no = ? and exists (select from partition p where p.run_no = r.no and p.status <> 'done')
