-- How far a run has come, at this instant. Parameters: run, run, run, run.
select r.file_size, r.bytes, r.records, r.staged, r.stage_rejected, r.stage_done, r.plan_done, r.epoch,
       r.stop_epoch is not distinct from r.epoch as stopping,
       coalesce(p.rows, 0) as rows, coalesce(p.position, 0) as position, coalesce(p.unchanged, 0) as unchanged,
       coalesce(l.outcomes, '{}') as outcomes
from run r
left join (
    select run_no, sum(rows)::bigint as rows, sum(position)::bigint as position, sum(unchanged)::bigint as unchanged
    from partition where run_no = ? group by run_no
) p on p.run_no = r.no
left join (
    select ? as run_no, jsonb_object_agg(outcome, lines)::text as outcomes
    from (select outcome, count(*) as lines from ledger where run_no = ? group by outcome) o
) l on l.run_no = r.no
where r.no = ?
