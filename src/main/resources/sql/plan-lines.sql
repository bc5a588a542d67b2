-- Every line with the contact of its link, or, if that leads to nobody, a hash of the link (two that happen to be equal do no harm:
-- their lines are only kept together); by contact, then by hash. Last, as bits, which keys of the line somebody must be looked up
-- for, because this contact does not hold them: 1 identifier, 2 e-mail, 4 phone; 8: there is no contact; 32: it may change an indexed
-- column; 64: it may change something. An e-mail that only differs in case is stored in upper case: whoever holds it, the merge looks
-- for others. A line that changes nothing has no open key. {run}: COPY takes no parameters.
select s.ordinal, s.line,
    coalesce(c.id, hashtextextended(s.source_id, s.inbox_id) | 1) as place,
    (case when ({idle}) then 0 else
        case when s.identifier is not null
                and (c.identifier is distinct from s.identifier or c.account_id <> s.account_id)
            then 1 else 0 end
        + case when s.email is not null
                and (c.email is distinct from s.email or c.account_id <> s.account_id)
            then 2 else 0 end
        + case when s.phone is not null
                and (c.phone_number is distinct from s.phone or c.account_id <> s.account_id)
            then 4 else 0 end
        + case when c.id is null then 8 else 0 end
        + case when ({heap-only}) then 64 else 96 end
    end)::bigint
from (select * from staged_row where run_no = {run}) s
left join contact_inboxes l on l.inbox_id = s.inbox_id and l.source_id = s.source_id
left join contacts c on c.id = l.contact_id
order by c.id, place
