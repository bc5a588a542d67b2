-- Files that come again and again: what the last ones were like tells whether the next one can be right.
alter table run
    add column feed text,
    add column final_newline boolean;          -- whether a line end stands behind the last record; null: not known
create index on run (feed, started_at) where feed is not null;
