-- The API inboxes. An inbox without an identifier cannot be addressed.
select i.id, i.account_id, c.identifier, i.name, coalesce(c.hmac_mandatory, false) as hmac_mandatory, c.hmac_token
from inboxes i
join channel_api c on c.id = i.channel_id
where i.channel_type = 'Channel::Api'
  and c.identifier is not null
order by i.id
