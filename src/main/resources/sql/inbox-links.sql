-- How many contacts are linked to each inbox. Counted in full: a link whose contact is gone counts too.
select inbox_id, count(*) as links
from contact_inboxes
where inbox_id is not null
group by inbox_id
