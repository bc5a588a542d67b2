-- Whether the present role may make definitions: rows, and the ids of rows where a sequence gives them.
select current_user::text as role,
       has_table_privilege('custom_attribute_definitions', 'insert')
       and coalesce((select a.attidentity <> '' or has_sequence_privilege(
                                pg_get_serial_sequence('custom_attribute_definitions', 'id'), 'usage')
                     from pg_attribute a
                     where a.attrelid = 'custom_attribute_definitions'::regclass and a.attname = 'id'), true) as may
