-- The newest first; the caller's condition comes with its parameters, the last parameter is how many.
select no, id, file_name, sha256, format, header::text as header, settings::text as settings, status, exit_code,
       summary::text as summary, reading::text as reading, error, started_at, finished_at, purged_at is not null as purged
from run
where {condition}
order by started_at desc, no desc
limit ?
