-- Who holds a key, and whether they have not been written since the run began. Parameters: undone run, account ids, values, limit.
-- After a merge that took nearly everybody away, the statistics of contacts say that all have the same keys: the index of the key must
-- be the only way there is (hence no index for the account, and no limit with an order that the primary key has). Of a placeholder
-- that thousands hold, some are enough.
select k.no, c.id, c.value, c.updated_at < (select r.started_at at time zone 'UTC' from run r where r.no = ?) as before
from unnest(?::bigint[], ?::text[]) with ordinality as k (account_id, value, no)
cross join lateral (
    select h.id, h.value, h.updated_at from (
        select c.id, c.{column} as value, c.updated_at from contacts c
        where {held} = {value} and c.account_id is not distinct from k.account_id
        limit 1000
    ) h
    order by h.id
    limit ?
) c
