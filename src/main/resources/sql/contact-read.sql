select c.id, c.account_id, c.name, c.email, c.phone_number, c.identifier,
       c.additional_attributes::text as additional, c.custom_attributes::text as custom,
       coalesce(c.contact_type, 0) as contact_type, {location} as location, {country_code} as country_code
from contacts c
where c.id = any (?::bigint[])
