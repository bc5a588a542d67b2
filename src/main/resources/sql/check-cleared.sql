-- How many values the lines of a run clear, by field: by request, or because a derived column has nothing to be derived from.
select b.key as field, count(*) as lines
from ledger l
cross join lateral jsonb_each(l.before) b
where l.run_no = ?
  and l.before is not null
  and b.key <> 'contact_inboxes'
  and case jsonb_typeof(b.value)
          when 'object' then exists (
              select from jsonb_object_keys(b.value) k where l.after -> b.key -> k is null)
          else b.value not in ('null', '""') and coalesce(l.after -> b.key, 'null') in ('null', '""')
      end
group by b.key
order by b.key
