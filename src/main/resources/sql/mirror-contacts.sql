-- Everybody whom the merge of a run can ask for: whom its lines are linked to, and who holds one of their keys. Of what many lines
-- share, once. {columns}, {platform}: from the catalogue, quoted; {run}: a number.
insert into pg_temp.contacts ({columns})
select {columns}
from {platform}.contacts c
where c.id in (
    select l.contact_id
    from pg_temp.staged_row s
    join {platform}.contact_inboxes l on l.inbox_id = s.inbox_id and l.source_id = s.source_id
    where s.run_no = {run}
    union all
    select h.id
    from (select distinct account_id, identifier from pg_temp.staged_row where run_no = {run} and identifier is not null) s
    join {platform}.contacts h on h.account_id = s.account_id and h.identifier = s.identifier
    union all
    select h.id
    from (select distinct account_id, lower(email) as email from pg_temp.staged_row
          where run_no = {run} and email is not null) s
    join {platform}.contacts h on h.account_id = s.account_id and lower(h.email) = s.email
    union all
    select h.id
    from (select distinct account_id, phone from pg_temp.staged_row where run_no = {run} and phone is not null) s
    join {platform}.contacts h on h.account_id = s.account_id and h.phone_number = s.phone
    union all
    select contact_id from pg_temp.attribute_holder where run_no = {run})
