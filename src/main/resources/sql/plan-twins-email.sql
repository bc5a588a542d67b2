-- Lines whose e-mail is stored in upper case anywhere in the account: all else is kept apart by the platform's unique index.
-- For lines that are many beside the contacts: one scan. The cast tells the optimizer that such e-mails are few.
select s.ordinal, 2::bigint
from contacts c
join (select * from staged_row where run_no = {run}) s on s.account_id = c.account_id and lower(s.email) = lower(c.email)
where (c.email = lower(c.email))::int = 0
