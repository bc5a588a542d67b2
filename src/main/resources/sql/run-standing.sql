-- How far a run has come, as a number that only grows while nobody takes anything back; parameter: its id.
select epoch,
       case
           when not stage_done then records
           else 1000000000000 + case when plan_done then 1000000000000 else 0 end + coalesce(
               (select sum(p.position) + count(*) filter (where p.status = 'done') from partition p where p.run_no = r.no), 0)
       end as progress
from run r
where id = ?
