-- Lines of plan_open whose e-mail is stored in upper case, or whose phone is stored more than once. For lines that are few beside
-- the contacts: by index, value by value; counted, for the optimizer would make a join with all contacts of "exists".
select s.ordinal, 2::bigint
from plan_open o
join staged_row s on s.run_no = {run} and s.ordinal = o.ordinal
where s.email is not null
  and (select count(*) from (
      select from contacts c
      where c.account_id = s.account_id and lower(c.email) = lower(s.email) and c.email <> s.email limit 1) held) = 1
union all
select s.ordinal, 4::bigint
from plan_open o
join staged_row s on s.run_no = {run} and s.ordinal = o.ordinal
where s.phone is not null
  and (select count(*) from (
      select from contacts c where c.account_id = s.account_id and c.phone_number = s.phone limit 2) held) = 2
