-- Lines whose phone is stored more than once in the account. For lines that are many beside the contacts: one pass over the
-- index on phone_number, account_id.
select s.ordinal, 4::bigint
from (
    select phone_number, account_id from contacts where phone_number <> '' group by phone_number, account_id having count(*) > 1
) c
join (select * from staged_row where run_no = {run}) s on s.account_id = c.account_id and s.phone = c.phone_number
