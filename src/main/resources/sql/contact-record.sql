c.id, c.name, c.email, c.phone_number, c.identifier, ({blocked})::text as blocked,
    c.additional_attributes::text as additional_attributes, c.custom_attributes::text as custom_attributes,
    c.contact_type, ({country_code})::text as country_code, ({last_activity_at})::timestamp::text as last_activity_at,
    c.created_at::timestamp::text as created_at, c.updated_at::timestamp::text as updated_at,
    ({last_name})::text as last_name, ({middle_name})::text as middle_name, ({location})::text as location,
    c.account_id, ({company_id})::text as company_id, ({label_list})::text as label_list
