-- Of these contacts, those that a later run has written, with the last of them; parameters: contacts, run.
select distinct on (l.contact_id) l.contact_id, r.id
from ledger l
join run r on r.no = l.run_no
where l.contact_id = any(?) and l.run_no > ? and l.outcome in ('updated', 'created', 'merged')
order by l.contact_id, l.run_no desc
