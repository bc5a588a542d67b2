-- Whether a line (s) changes nothing, given its link (l) and contact (c). Never true unless it is certain. Keys that the contact
-- holds are not looked up, so that nothing else matters. Attributes: jsonb || replaces whole members where the rules merge deeply; if
-- that changes nothing, they do not either. If no member of the line is an object or an array (d), containment says the same in a
-- quarter of the time (that both are objects, too); it says too much of arrays. Eight bytes a level is the least that jsonb takes:
-- within 4,000 nothing nests too deep to be read. The text of an e-mail that is kept must be one, for a blank one would become NULL.
-- Every look into a document counts: there are a million lines.
c.account_id = s.account_id
and (s.name is null or c.name = s.name)
and (case when s.email is null then coalesce(c.email, '') = '' or c.email like '%@%' else c.email = s.email end)
and (s.phone is null or c.phone_number = s.phone)
and (s.identifier is null or c.identifier = s.identifier {or-not-assigned})
and (s.patch is null
     or not s.patch ?| '{x,p,w}' and (s.patch -> 's' is null or l.hmac_verified and s.identifier is not null))
and (c.contact_type <> 0
     or coalesce(c.email, '') = '' and coalesce(c.phone_number, '') = '' and c.additional_attributes = '{}')
and {location} and {country}
and case
    when case
        when s.patch is null or not s.patch ? 'd' then
            c.custom_attributes @> coalesce(s.custom, '{}') and c.additional_attributes @> coalesce(s.patch -> 'a', '{}')
        when jsonb_typeof(c.custom_attributes) = 'object' and jsonb_typeof(c.additional_attributes) = 'object' then
            c.custom_attributes || coalesce(s.custom, '{}') = c.custom_attributes
            and c.additional_attributes || coalesce(s.patch -> 'a', '{}') = c.additional_attributes
    end
    then pg_column_size(c.custom_attributes || '{}') < 4000 and pg_column_size(c.additional_attributes || '{}') < 4000
end
