-- A record is written once, and nearly always only handed on as it is: as text it need not be taken apart and put together again.
alter table ledger alter column record type json using record::text::json;
