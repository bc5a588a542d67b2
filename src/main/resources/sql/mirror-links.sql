-- All links of these people, and those that the lines name though their contact is gone.
insert into pg_temp.contact_inboxes ({columns})
select {columns}
from {platform}.contact_inboxes l
where l.id in (
    select o.id
    from {platform}.contact_inboxes o
    join pg_temp.contacts c on c.id = o.contact_id
    union all
    select o.id
    from pg_temp.staged_row s
    join {platform}.contact_inboxes o on o.inbox_id = s.inbox_id and o.source_id = s.source_id
    where s.run_no = {run})
