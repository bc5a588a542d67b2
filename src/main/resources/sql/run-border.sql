-- What a launch looks at between two chunks. Parameters: its epoch, run.
select r.stop_epoch is not distinct from ? as asked_to_stop, r.plan_done, r.records,
       r.stage_rejected + coalesce(p.rejected, 0) as rejected,
       coalesce(p.position, 0) as merged, coalesce(p.rows, 0) as rows, coalesce(p.decided, 0) as decided,
       coalesce(p.unchanged, 0) as unchanged, coalesce(p.rejected, 0) as merge_rejected, p.partitions, p.done
from run r
cross join lateral (
    select sum(rejected) as rejected, sum(position) as position, sum(rows) as rows, sum(decided) as decided,
           sum(unchanged) as unchanged, count(*) as partitions, count(*) filter (where position = rows) as done
    from partition where run_no = r.no
) p
where r.no = ?
