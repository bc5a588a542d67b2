-- What --define-attributes needs beside the grants for every import (parameters: the role, the platform's schema): a statement a row.
select format(statement, object, quote_ident(given.grantee)) as statement
from (values (?::text, ?::text)) given (grantee, platform),
     lateral (select format('%I.custom_attribute_definitions', given.platform)) t (name),
     lateral (values
         ('grant select, insert on %s to %s', t.name),
         ('grant usage on sequence %s to %s', pg_get_serial_sequence(t.name, 'id'))) statements (statement, object)
where object is not null
