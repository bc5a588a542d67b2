-- Who holds an attribute value, as the plan found it and this run has written since; parameters: account ids,
-- values, run, attribute, at most so many per value.
select k.no, h.contact_id as id
from unnest(?::bigint[], ?::text[]) with ordinality as k (account_id, value, no)
cross join lateral (
    select h.contact_id from attribute_holder h
    where h.run_no = ? and h.attribute = ? and h.account_id = k.account_id and h.value_md5 = md5(k.value)
    order by h.contact_id
    limit ?
) h
