-- Who holds a key, and whether they have not been written since the run began: the first few, and all of the contacts at hand.
-- Parameters: account ids, values, contacts at hand, limit, undone run.
with k as materialized (
    select k.account_id, k.value, k.no from unnest(?::bigint[], ?::text[]) with ordinality as k (account_id, value, no)
), hand as materialized (
    select c.id, c.account_id, c.{column}, c.updated_at from contacts c where c.id = any (?::bigint[])
), holder as (
    select k.no, c.id, c.{column} as value, c.updated_at
    from k
    cross join lateral (
        select c.id, c.{column}, c.updated_at from contacts c
        where c.account_id = k.account_id and {held} = {value}
        order by c.id
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
