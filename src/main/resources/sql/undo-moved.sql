-- What absorptions moved goes back where it came from first, unless it points elsewhere by now than where it went last.
-- Parameters: ordinals and absorbed contacts that come back, run, name of the table. By its id, never by the contact: to the one that is
-- kept thousands of rows may lead.
with m as (
    select unnest(m.ids) as id, m.absorbed, m.kept, m.no
    from unnest(?::bigint[], ?::bigint[]) as back (ordinal, absorbed)
    cross join lateral (
        select m.* from moved m
        where m.run_no = ? and m.ordinal = back.ordinal and m.absorbed = back.absorbed and m.tbl = ? and m.col is null
        offset 0
    ) m
), way as (
    select id, (array_agg(absorbed order by no))[1] as home, (array_agg(kept order by no desc))[1] as last
    from m
    group by id
)
update {table} t set {column} = w.home
from way w
where t.id = w.id and t.{column} is not distinct from w.last {condition}
