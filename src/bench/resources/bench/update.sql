update contacts c
set identifier = coalesce(s.identifier, c.identifier), email = coalesce(lower(s.email), c.email), name = coalesce(s.name, c.name),
    phone_number = coalesce(s.phone, c.phone_number), custom_attributes = c.custom_attributes || s.attributes,
    updated_at = now() at time zone 'UTC'
from (select source_id, identifier, email, name, phone,
             jsonb_strip_nulls(jsonb_build_object('plan', plan, 'seats', seats)) as attributes
      from bench_stage
      where :part and email ~ '^[^@[:space:]]+@[^@[:space:]]+$') s
join contact_inboxes l on l.inbox_id = 1 and l.source_id = s.source_id
where c.id = l.contact_id
  and (c.identifier, c.email, c.name, c.phone_number, c.custom_attributes)
      is distinct from (coalesce(s.identifier, c.identifier), coalesce(lower(s.email), c.email), coalesce(s.name, c.name),
                        coalesce(s.phone, c.phone_number), c.custom_attributes || s.attributes)
