-- The next rows of a group that was set aside, as far as the partition's position has passed them; parameters: run, part, group,
-- first row, limit. Link, contact and open keys are a hint whom to lock.
select s.ordinal, s.line, a.seq, a.grp, s.account_id, s.inbox_id, s.source_id, s.identifier, s.email, s.phone,
       s.name, s.custom::text as custom, s.patch::text as patch,
       coalesce(l.id, 0) as link_id, coalesce(l.contact_id, 0) as contact_id,
       case when s.identifier is not null and (c.identifier is distinct from s.identifier or c.account_id <> s.account_id)
           then 1 else 0 end
       + case when s.email is not null and (c.email is distinct from s.email or c.account_id <> s.account_id)
           then 2 else 0 end
       + case when s.phone is not null and (c.phone_number is distinct from s.phone or c.account_id <> s.account_id)
           then 4 else 0 end as open_keys,
       coalesce(pg_column_size(c.additional_attributes), 0) + coalesce(pg_column_size(c.custom_attributes), 0) as stored
from partition p
join assignment a on a.run_no = p.run_no and a.part = p.part and a.seq <= p.position
join staged_row s on s.run_no = a.run_no and s.ordinal = a.ordinal
left join contact_inboxes l on l.inbox_id = s.inbox_id and l.source_id = s.source_id
left join contacts c on c.id = l.contact_id
where p.run_no = ? and p.part = ? and a.grp = ? and a.seq >= ?
order by a.seq
limit ?
