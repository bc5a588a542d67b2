-- What operators ask for: a stop from elsewhere, what exactly failed, and what retention has removed.

alter table run
    add column stop_epoch integer,             -- the launch that is asked to stop; a later launch has a higher epoch
    add column purged_at timestamptz;          -- the ledger is gone

-- Names and numbers only, never a value.
alter table partition
    add column rejected bigint not null default 0,
    add column sqlstate text,
    add column from_line bigint,               -- the lines of the chunk that failed lie between these two
    add column to_line bigint,
    add column failures integer not null default 0;  -- launches that ended here

alter table set_aside
    add column sqlstate text,
    add column attempts integer,
    add column from_line bigint,
    add column to_line bigint;
