-- What the values of a key are, all of them: 7 checkbox, 1 number, 5 date, 4 link, else 0 text. Objects and lists cannot be shown.
insert into custom_attribute_definitions
    (attribute_display_name, attribute_key, attribute_display_type, attribute_model, account_id, created_at, updated_at)
select key, key,
       case when bool_and(jsonb_typeof(value) = 'boolean') then 7
            when bool_and(jsonb_typeof(value) = 'number') then 1
            when bool_and(jsonb_typeof(value) = 'string' and value #>> '{}' ~ '^\d{4}-\d\d-\d\d$') then 5
            when bool_and(jsonb_typeof(value) = 'string' and value #>> '{}' ~* '^https?://\S+$') then 4
            else 0 end,
       1, account_id, clock_timestamp() at time zone 'utc', clock_timestamp() at time zone 'utc'
from staged_row s cross join lateral jsonb_each(s.custom)
where s.run_no = ?
  and s.custom is not null
  and jsonb_typeof(value) <> 'null'
  and key not in ('name', 'email', 'phone_number', 'identifier', 'country_code', 'city', 'created_at',
                  'last_activity_at', 'referer', 'blocked')
  and key ~ '^[A-Za-z0-9_-]{1,255}$'
group by account_id, key
having not bool_or(jsonb_typeof(value) in ('object', 'array'))
on conflict do nothing
