-- What the role that runs imports needs in our schema (parameters: our schema, the role): one statement a row.
select format(statement, s.schema, r.role)
from (values (?::text, ?::text)) given (own, grantee),
     lateral (select quote_ident(given.own)) s (schema),
     lateral (select quote_ident(given.grantee)) r (role),
     (values
         (1, 'grant usage on schema %s to %s'),
         (2, 'grant select, insert, update, delete on all tables in schema %s to %s'),
         (3, 'revoke insert, update, delete on %s.flyway_schema_history from %s'),
         (4, 'grant usage, select on all sequences in schema %s to %s'),
         (5, 'grant execute on all functions in schema %s to %s')) statements (no, statement)
order by no
