-- The next rows of a partition in their order; parameters: run, part, position, limit. Link, contact and open keys
-- are a hint whom to lock. A link is looked for among those of the contact that the plan saw, which lie in the order of the rows;
-- by its source id, of which neighbours lie anywhere, only where the plan saw none. The zero and the empty text keep the
-- optimizer from looking for source id or inbox all the same (without statistics, it read the whole inbox for every row), offset
-- from seeing through it.
select s.ordinal, s.line, a.seq, a.grp, s.account_id, s.inbox_id, s.source_id, s.identifier, s.email, s.phone,
       s.patch::text as patch, coalesce(l.id, 0) as link_id, coalesce(l.contact_id, 0) as contact_id,
       case when s.identifier is not null and (c.identifier is distinct from s.identifier or c.account_id <> s.account_id)
           then 1 else 0 end
       + case when s.email is not null and (c.email is distinct from s.email or c.account_id <> s.account_id)
           then 2 else 0 end
       + case when s.phone is not null and (c.phone_number is distinct from s.phone or c.account_id <> s.account_id)
           then 4 else 0 end as open_keys,
       coalesce(pg_column_size(c.additional_attributes), 0) + coalesce(pg_column_size(c.custom_attributes), 0) as stored
from assignment a
join staged_row s on s.run_no = a.run_no and s.ordinal = a.ordinal
left join lateral (
    select x.id, x.contact_id
    from contact_inboxes x
    where x.contact_id = a.contact_id and x.inbox_id + 0 = s.inbox_id and x.source_id || '' = s.source_id
    union all
    select x.id, x.contact_id
    from contact_inboxes x
    where a.contact_id is null and x.inbox_id = s.inbox_id and x.source_id = s.source_id
    offset 0) l on true
left join contacts c on c.id = l.contact_id
where a.run_no = ? and a.part = ? and a.seq > ?
order by a.seq
limit ?
