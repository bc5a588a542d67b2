-- How far the steps of a launch were, and when: a few hundred points at most, for the report. Nothing depends on them.
create table pace (
    run_no bigint not null references run (no) on delete cascade,
    epoch integer not null,                    -- the launch
    seq integer not null,
    phase text not null,                       -- stage, plan, merge, report
    at timestamptz not null,
    done bigint not null,                      -- lines read, or decided, of all launches
    primary key (run_no, epoch, seq)
);
