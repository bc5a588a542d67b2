-- What this run has written; parameters: run, attribute, account ids, values, contact ids.
insert into attribute_holder (run_no, attribute, account_id, value_md5, contact_id)
select ?, ?, h.account_id, md5(h.value), h.contact_id
from unnest(?::bigint[], ?::text[], ?::bigint[]) as h (account_id, value, contact_id)
on conflict do nothing
