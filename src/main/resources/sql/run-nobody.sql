-- How many staged lines no match key leads to a contact. {source-id}, {identifier}, {email}, {phone}: whether the run matches by
-- them. By attributes: as the plan has found their holders. The lines before a line may still change that: a hint, as everything in the plan.
select count(*)
from (select * from staged_row where run_no = {run}) s
where not ({source-id} and exists (
        select from contact_inboxes l join contacts c on c.id = l.contact_id
        where l.inbox_id = s.inbox_id and l.source_id = s.source_id))
  and not ({identifier} and exists (
        select from contacts c where c.account_id = s.account_id and c.identifier = s.identifier))
  and not ({email} and exists (
        select from contacts c where c.account_id = s.account_id and lower(c.email) = lower(s.email)))
  and not ({phone} and exists (
        select from contacts c where c.account_id = s.account_id and c.phone_number = s.phone))
  and not exists (
        select from attribute_holder h
        where h.run_no = {run} and h.account_id = s.account_id
          and h.value_md5 = md5(s.custom ->> h.attribute))
