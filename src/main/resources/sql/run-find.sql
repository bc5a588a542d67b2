-- Parameters: id or 'last', twice.
select no, id, file_name, sha256, format, header::text as header, settings::text as settings, status, exit_code,
       summary::text as summary, reading::text as reading, error, started_at, finished_at, purged_at is not null as purged
from run
where id = ? or ? = 'last'
order by started_at desc, no desc
limit 1
