-- How many contacts are linked to each inbox.
select i.inbox_id, count(distinct i.contact_id) as contacts
from contact_inboxes i
join contacts c on c.id = i.contact_id
where i.inbox_id is not null
group by i.inbox_id
