-- Every line with the contact of its link (null: none), by contact; and, as bits, which of its keys somebody must be looked up
-- for, because this contact does not hold them: 1 identifier, 2 e-mail, 4 phone; 8: it names a link, but there is no contact.
-- lower is what the platform's own index has, and slow: only if the texts differ. {run}: COPY takes no parameters.
select s.ordinal, s.line, c.id::bigint,
    (case when s.identifier is not null
            and (c.identifier is distinct from s.identifier or c.account_id <> s.account_id)
        then 1 else 0 end
    + case when s.email is not null
            and (c.email is distinct from s.email and lower(c.email) is distinct from lower(s.email)
                or c.account_id <> s.account_id)
        then 2 else 0 end
    + case when s.phone is not null
            and (c.phone_number is distinct from s.phone or c.account_id <> s.account_id)
        then 4 else 0 end
    + case when s.source_id is not null and c.id is null then 8 else 0 end)::bigint
from (select * from staged_row where run_no = {run}) s
left join contact_inboxes l on l.inbox_id = s.inbox_id and l.source_id = s.source_id
left join contacts c on c.id = l.contact_id
order by c.id
