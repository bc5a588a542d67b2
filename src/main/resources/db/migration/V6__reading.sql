-- How the file was read: encoding, delimiter, compression, members of an archive. JSON, as in summary.json.
alter table run add column reading jsonb;
-- Contacts that several lines of the file address. JSON, as in summary.json.
alter table run add column duplicates jsonb;
