-- Parameters: name of the attribute that the next statements are about, the characters that count as blank.
select set_config('contact_import.attribute', ?, true), set_config('contact_import.blank', ?, true)
