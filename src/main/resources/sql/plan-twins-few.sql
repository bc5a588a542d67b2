-- Lines whose e-mail is stored in upper case, or whose phone is stored more than once. For a file that is small beside the
-- contacts: by index, value by value.
select s.ordinal, 2::bigint
from (select * from staged_row where run_no = {run}) s
where exists (
    select from contacts c
    where c.account_id = s.account_id and lower(c.email) = lower(s.email) and c.email <> s.email)
union all
select s.ordinal, 4::bigint
from (select * from staged_row where run_no = {run}) s
where s.phone is not null
  and (select count(*) from (
      select from contacts c where c.account_id = s.account_id and c.phone_number = s.phone limit 2) held) = 2
