-- The avatar of an absorbed contact: the nearest goes to the kept contact if that has none; the others are detached.
-- Parameters: absorbed, kept, rank (arrays), ordinals, run, run.
with gone (absorbed, kept, rank, ordinal) as (select * from unnest(?::bigint[], ?::bigint[], ?::int[], ?::bigint[])),
ranked as (
    select a.id, g.absorbed, g.kept, g.ordinal,
           row_number() over (partition by g.kept order by g.rank, a.id) as place
    from gone g
    join active_storage_attachments a
      on a.record_type = 'Contact' and a.record_id = g.absorbed and a.name = 'avatar'
),
moving as (
    select r.* from ranked r
    where r.place = 1
      and not exists (
          select from active_storage_attachments k
          where k.record_type = 'Contact' and k.record_id = r.kept and k.name = 'avatar')
),
moved_rows as (
    update active_storage_attachments a set record_id = m.kept from moving m where a.id = m.id
    returning a.id, m.absorbed, m.kept, m.ordinal
),
dropped_rows as (
    delete from active_storage_attachments a using ranked r
    where a.id = r.id and r.id not in (select id from moving)
    returning a.id, r.absorbed, r.kept, r.ordinal, to_jsonb(a) as row
)
insert into moved (run_no, ordinal, tbl, absorbed, kept, ids, dropped)
select ?, ordinal, 'active_storage_attachments', absorbed, kept, array_agg(id), null
from moved_rows group by ordinal, absorbed, kept
union all
select ?, ordinal, 'active_storage_attachments', absorbed, kept, '{}', jsonb_agg(row)
from dropped_rows group by ordinal, absorbed, kept
