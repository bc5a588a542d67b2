-- Whoever holds an open key, through the key's first line: never contact by contact, never line by contact.
insert into plan_owner
select c.id, k.first
from plan_key k
join contacts c on c.account_id = k.scope and c.identifier = k.value
where k.kind = 1 and k.is_first
union all
select c.id, k.first
from plan_key k
join contacts c on c.account_id = k.scope and lower(c.email) = k.value
where k.kind = 2 and k.is_first
union all
select c.id, k.first
from plan_key k
join contacts c on c.account_id = k.scope and c.phone_number = k.value
where k.kind = 4 and k.is_first
