-- What a launch looks at between two chunks. Parameters: its epoch, run.
select r.stop_epoch is not distinct from ? as asked_to_stop, r.plan_done, r.records,
       r.stage_rejected + coalesce(p.rejected, 0) as rejected, coalesce(p.position, 0) as merged
from run r
cross join lateral (
    select sum(rejected) as rejected, sum(position) as position from partition where run_no = r.no
) p
where r.no = ?
