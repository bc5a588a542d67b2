-- The last line of each run that has changed one of these contacts; parameters: contacts, from this run on, before that run.
select l.contact_id, l.run_no, r.id, max(l.line) as line
from ledger l
join run r on r.no = l.run_no
where l.contact_id = any(?) and l.run_no >= ? and l.run_no < ? and l.outcome in ('updated', 'created', 'merged')
group by l.contact_id, l.run_no, r.id
order by l.contact_id, l.run_no
