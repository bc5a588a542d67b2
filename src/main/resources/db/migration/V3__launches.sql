-- What it takes to launch a run again, and to keep two launches apart.
alter table run add column source_path text;              -- absolute; where a stage that did not finish reads it again
alter table run add column spooled boolean not null default false; -- the file is a copy of ours of what came through stdin
alter table run add column corrects bigint references run (no) on delete set null; -- whose reject file this was
create index on run (sha256);
create index on run (corrects);

-- A chunk compares the epoch on the row that it locks: a launch that raises it waits for the chunk that is under way, and the
-- next one of an earlier launch fails.
alter table partition add column epoch integer not null default 1;
