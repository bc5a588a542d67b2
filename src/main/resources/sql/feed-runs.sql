-- The last accepted runs of a feed before this one. Parameters: feed, run.
select sha256, coalesce(header, '[]')::text as header, records, stage_rejected, final_newline
from run
where feed = ? and no <> ? and status in ('completed', 'completed_with_rejects')
order by started_at desc, no desc
limit 7
