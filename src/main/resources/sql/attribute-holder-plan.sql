-- Contacts that hold a match attribute's value that occurs in the file: one hash join, because there is no index.
-- Parameters: run, attribute.
insert into attribute_holder (run_no, attribute, account_id, value_md5, contact_id)
select distinct k.run_no, k.attribute, k.account_id, md5(k.value), c.id
from (
    select distinct s.run_no, p.attribute, s.account_id, s.custom ->> p.attribute as value
    from staged_row s
    cross join (select ?::text as attribute) p
    where s.run_no = ?
) k
join contacts c on c.account_id = k.account_id and c.custom_attributes ->> k.attribute = k.value
where k.value is not null
on conflict do nothing
