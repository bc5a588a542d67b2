-- Who holds an e-mail, by the folded value; parameters: account ids, values, at most so many per key.
select k.no, c.id
from unnest(?::bigint[], ?::text[]) with ordinality as k (account_id, value, no)
cross join lateral (
    -- fenced: in the order of the primary key, every key would be looked for from the beginning if statistics are stale
    select h.id from (
        select c.id from contacts c where c.account_id = k.account_id and lower(c.email) = lower(k.value) offset 0
    ) h
    order by h.id
    limit ?
) c
