-- Parameters: attribute, kind.
insert into plan_owner
select c.id, k.first
from plan_key k
join contacts c on c.account_id = k.scope and c.custom_attributes ->> ?::text = k.value
where k.kind = ? and k.is_first
