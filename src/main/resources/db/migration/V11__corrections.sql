-- Lines of a corrected reject file: which line of the run that run.corrects names they correct. Numbers only, never a value.
create table correction (
    run_no bigint not null references run (no) on delete cascade,
    ordinal bigint not null,
    line bigint not null,
    origin bigint not null,                    -- a line of the corrected run
    primary key (run_no, ordinal)
);
create index on correction (run_no, line);
create index on correction (run_no, origin);

-- A corrected line is compared with the rejected one.
create index on ledger (run_no, line) where outcome = 'rejected';
