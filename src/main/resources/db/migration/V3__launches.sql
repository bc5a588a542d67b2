-- What it takes to launch a run again, and to keep two launches apart.
alter table run add column source_path text;              -- absolute; where a stage that did not finish reads it again
alter table run add column spooled boolean not null default false; -- the file is a copy of ours of what came through stdin
alter table run add column corrects bigint references run (no) on delete set null; -- whose reject file this was
create index on run (sha256);
create index on run (corrects);

-- A chunk compares the epoch on the row that it locks: a launch that raises it waits for the chunk that is under way, and the
-- next one of an earlier launch fails.
alter table partition add column epoch integer not null default 1;

-- As before, but attached: that waits for nobody who reads another run's partition, while `create table … partition of` waits for
-- every transaction that has looked at any.
create or replace function open_run_partitions(run bigint) returns void
    language plpgsql security definer set search_path = ${schema}, pg_temp as $$
declare
    parent text;
begin
    if not exists (select from run r where r.no = run) then
        raise exception 'no run %', run;
    end if;
    foreach parent in array array['staged_row', 'assignment'] loop
        if to_regclass(format('%I', parent || '_' || run)) is null then
            execute format('create table %I (like %I including defaults including constraints)', parent || '_' || run, parent);
            execute format('alter table %I attach partition %I for values in (%s)', parent, parent || '_' || run, run);
        end if;
    end loop;
end $$;
