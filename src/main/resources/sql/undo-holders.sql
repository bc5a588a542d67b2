-- Who holds a key, and whether they have not been written since the run began: the first few, and all of the contacts at hand.
-- Parameters: account ids, values, contacts at hand, limit, undone run. After a merge that took nearly everybody away, the
-- statistics of contacts say that all have the same keys: the index of the key must be the only way there is (hence no index for
-- the account, and no limit with an order that the primary key has). Of a placeholder that thousands hold, some are enough.
with k as materialized (
    select k.account_id, k.value, k.no from unnest(?::bigint[], ?::text[]) with ordinality as k (account_id, value, no)
), hand as materialized (
    select c.id, c.account_id, c.{column}, c.updated_at from contacts c where c.id = any (?::bigint[])
), holder as (
    select k.no, c.id, c.value, c.updated_at
    from k
    cross join lateral (
        select h.id, h.value, h.updated_at from (
            select c.id, c.{column} as value, c.updated_at from contacts c
            where {held} = {value} and c.account_id is not distinct from k.account_id
            limit 1000
        ) h
        order by h.id
        limit ?
    ) c
    union
    select k.no, c.id, c.{column}, c.updated_at
    from k
    join hand c on c.account_id = k.account_id and {held} = {value}
)
select h.no, h.id, h.value, h.updated_at < r.started_at at time zone 'UTC' as before
from holder h
join run r on r.no = ?
