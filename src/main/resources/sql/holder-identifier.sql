select k.no, c.id
from unnest(?::bigint[], ?::text[]) with ordinality as k (account_id, value, no)
cross join lateral (
    select c.id from contacts c
    where c.account_id = k.account_id and c.identifier = k.value
    order by c.id
    limit ?
) c
