-- Labels of absorbed contacts: the first of equal ones goes to the kept contact unless it has the same, the others go.
-- rank: how near an absorbed contact stands to the kept one. Parameters: absorbed, kept, rank (arrays), ordinals, run, run.
with gone (absorbed, kept, rank, ordinal) as (select * from unnest(?::bigint[], ?::bigint[], ?::int[], ?::bigint[])),
ranked as (
    select t.id, g.absorbed, g.kept, g.ordinal,
           row_number() over (
               partition by g.kept, t.tag_id, t.context, t.tagger_id, t.tagger_type order by g.rank, t.id) as place
    from gone g
    join taggings t on t.taggable_type = 'Contact' and t.taggable_id = g.absorbed
),
moving as (
    select r.* from ranked r
    join taggings t on t.id = r.id
    where r.place = 1
      and not exists (
          select from taggings k
          where k.taggable_type = 'Contact' and k.taggable_id = r.kept and k.tag_id = t.tag_id
            and k.context is not distinct from t.context and k.tagger_id is not distinct from t.tagger_id
            and k.tagger_type is not distinct from t.tagger_type)
),
moved_rows as (
    update taggings t set taggable_id = m.kept from moving m where t.id = m.id
    returning t.id, m.absorbed, m.kept, m.ordinal
),
dropped_rows as (
    delete from taggings t using ranked r where t.id = r.id and r.id not in (select id from moving)
    returning t.id, r.absorbed, r.kept, r.ordinal, to_jsonb(t) as row
)
insert into moved (run_no, ordinal, tbl, absorbed, kept, ids, dropped)
select ?, ordinal, 'taggings', absorbed, kept, array_agg(id), null from moved_rows group by ordinal, absorbed, kept
union all
select ?, ordinal, 'taggings', absorbed, kept, '{}', jsonb_agg(row) from dropped_rows group by ordinal, absorbed, kept
