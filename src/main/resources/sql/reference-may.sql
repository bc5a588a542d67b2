-- Whether the present role may look what a column points to, or may re-point it, and what is to be granted if not. Parameters:
-- whether to re-point, schema, table, column, type column or NULL. Rows that are re-pointed are kept whole: all of them is read.
select current_user::text as role,
       has_schema_privilege(n.oid, 'usage') and case
           when r.repoint then has_table_privilege(c.oid, 'select') and has_column_privilege(c.oid, r.col, 'update')
           else has_column_privilege(c.oid, r.col, 'select')
                and coalesce(has_column_privilege(c.oid, r.type_col, 'select'), true)
       end as may,
       case when has_schema_privilege(n.oid, 'usage') then ''
            else format('grant usage on schema %I to %I; ', n.nspname, current_user) end
       || format('grant %s on %I.%I to %I',
                 case when r.repoint then 'select, update'
                      else format('select (%s)', concat_ws(', ', quote_ident(r.col), quote_ident(r.type_col))) end,
                 n.nspname, c.relname, current_user) as needed
from (values (?::boolean, ?::text, ?::text, ?::text, ?::text)) r (repoint, schema, tbl, col, type_col)
join pg_namespace n on n.nspname = r.schema
join pg_class c on c.relnamespace = n.oid and c.relname = r.tbl
