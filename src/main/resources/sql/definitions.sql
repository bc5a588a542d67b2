select account_id, attribute_key, coalesce(attribute_display_type, 0) as attribute_display_type,
       coalesce(attribute_values, '[]')::text as attribute_values, regex_pattern
from custom_attribute_definitions
where attribute_model = 1 and account_id is not null and attribute_key is not null
order by id desc
