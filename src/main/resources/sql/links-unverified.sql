-- Links that are not yet verified and lead to a contact; parameters: inbox identifiers, source ids.
select distinct l.id
from unnest(?::text[], ?::text[]) as k (inbox, source_id)
join channel_api c on c.identifier = k.inbox
join inboxes i on i.channel_id = c.id and i.channel_type = 'Channel::Api'
join contact_inboxes l on l.inbox_id = i.id and l.source_id = k.source_id
join contacts p on p.id = l.contact_id
where not coalesce(l.hmac_verified, false)
