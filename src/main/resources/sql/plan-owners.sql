-- Whoever holds a value ({held}), through its first line: never contact by contact, never line by contact.
insert into plan_owner
select c.id, k.first
from plan_key k
join contacts c on c.account_id = k.account_id and {held} = k.value
where k.kind = {kind}
