-- What the merge looks people up by. Keys are not unique here: constraints are the platform's affair.
alter table pg_temp.contacts add primary key (id);
create index on pg_temp.contacts (lower(email::text), account_id);
create index on pg_temp.contacts (identifier, account_id);
create index on pg_temp.contacts (phone_number, account_id);
alter table pg_temp.contact_inboxes add primary key (id);
create index on pg_temp.contact_inboxes (inbox_id, source_id);
create index on pg_temp.contact_inboxes (contact_id);
analyze pg_temp.contacts;
analyze pg_temp.contact_inboxes
