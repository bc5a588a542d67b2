-- The next rows of a partition in their order; parameters: run, part, position, limit. Link, contact and open keys are a hint whom
-- to lock. What the plan has told is not looked up here: the contact's link is found when it is locked. A link is looked for by its
-- source id, of which neighbours lie anywhere, only where the plan saw no contact, and a contact is read only where lines before may
-- have changed it: there a slice goes on with a group, too, and must know what its contact has gathered. Offset keeps the optimizer
-- from seeing through both, and from reading all links or contacts at once.
select s.ordinal, s.line, a.seq, a.grp, s.account_id, s.inbox_id, s.source_id, s.identifier, s.email, s.phone,
       s.name, s.custom::text as custom, s.patch::text as patch,
       coalesce(l.id, 0) as link_id, coalesce(a.contact_id, l.contact_id, 0) as contact_id,
       coalesce(a.open, c.open, 7) as open_keys, coalesce(c.stored, 0) as stored
from assignment a
join staged_row s on s.run_no = a.run_no and s.ordinal = a.ordinal
left join lateral (
    select x.id, x.contact_id
    from contact_inboxes x
    where a.contact_id is null and x.inbox_id = s.inbox_id and x.source_id = s.source_id
    offset 0) l on true
left join lateral (
    select case when x.identifier is distinct from s.identifier or x.account_id <> s.account_id then 1 else 0 end
           + case when x.email is distinct from s.email or x.account_id <> s.account_id then 2 else 0 end
           + case when x.phone_number is distinct from s.phone or x.account_id <> s.account_id then 4 else 0 end as open,
           coalesce(pg_column_size(x.additional_attributes), 0) + coalesce(pg_column_size(x.custom_attributes), 0) as stored
    from contacts x
    where a.open is null and x.id = l.contact_id
    offset 0) c on true
where a.run_no = ? and a.part = ? and a.seq > ?
order by a.seq
limit ?
