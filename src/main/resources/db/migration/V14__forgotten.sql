-- A person who was forgotten leaves an entry that says only which line came to what: counts hold, everything personal is gone.
alter table ledger add column forgotten boolean not null default false;
