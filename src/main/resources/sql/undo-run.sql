select r.backwards, r.purged_at is not null as purged,
       exists (select from ledger l where l.run_no = r.no and l.outcome in ('updated', 'created', 'merged')) as has_entries
from run r
where r.no = ?
