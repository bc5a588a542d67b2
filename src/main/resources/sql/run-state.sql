select r.no, r.id, r.file_name, r.file_size, r.sha256, r.format, r.header::text as header, r.settings::text as settings,
       r.fingerprint, r.epoch, r.status, r.stage_done, r.plan_done, r.accounts, r.source_path, r.spooled, r.started_at,
       r.finished_at, r.corrects, r.reading::text as reading
from run r
where {condition}
order by r.no desc
