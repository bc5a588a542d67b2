-- Runs that ended before the parameter and will not go on: everything but those that are unfinished.
select r.no, r.id, r.file_name, r.finished_at,
       (select count(*) from ledger l where l.run_no = r.no) as entries,
       (select count(*) from staged_row s where s.run_no = r.no) as staged
from run r
where r.purged_at is null and r.finished_at < ? and r.status not in ('running', 'interrupted', 'failed')
order by r.finished_at, r.no
