-- Who holds a key, and whether they have not been written since the run began. Parameters: undone run, account ids, values, limit.
select k.no, c.id, c.{column} as value,
       c.updated_at < (select r.started_at at time zone 'UTC' from run r where r.no = ?) as before
from unnest(?::bigint[], ?::text[]) with ordinality as k (account_id, value, no)
cross join lateral (
    select c.id, c.{column}, c.updated_at from contacts c
    where c.account_id = k.account_id and {held} = {value}
    order by c.id
    limit ?
) c
