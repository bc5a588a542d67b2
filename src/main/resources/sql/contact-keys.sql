-- The keys that contacts hold, without a lock: a hint what else must be looked up.
select id, account_id, identifier, email, phone_number, custom_attributes::text as custom
from contacts
where id = any (?::bigint[])
