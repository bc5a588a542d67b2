-- Every line whose e-mail belongs to another contact: the other is kept, the line's own contact goes.
create temporary table pairs on commit drop as
select l.contact_id as gone, k.id as kept, s.line
from bench_stage s
join contact_inboxes l on l.inbox_id = 1 and l.source_id = s.source_id
join contacts k on lower(k.email) = lower(s.email) and k.account_id = 1
where k.id <> l.contact_id and :part;
update contact_inboxes l set contact_id = p.kept from pairs p where l.contact_id = p.gone;
update conversations x set contact_id = p.kept from pairs p where x.contact_id = p.gone;
update messages x set sender_id = p.kept from pairs p where x.sender_type = 'Contact' and x.sender_id = p.gone;
update notes x set contact_id = p.kept from pairs p where x.contact_id = p.gone;
delete from contacts c using pairs p where c.id = p.gone;
-- Of two lines that now address one contact, the last one counts.
delete from bench_stage s using pairs p, contact_inboxes l
where l.contact_id = p.kept and l.inbox_id = 1 and l.source_id = s.source_id and s.line < p.line;
