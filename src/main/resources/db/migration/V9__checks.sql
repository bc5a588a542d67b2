-- A check works on temporary tables that bear the names of ours, and are found first: there is nothing to open or to drop, and
-- they are analyzed by their owner, who runs the check.
create or replace function open_run_partitions(run bigint) returns void
    language plpgsql security definer set search_path = ${schema}, pg_temp as $$
declare
    parent text;
begin
    if to_regclass('pg_temp.staged_row') is not null then
        return;
    end if;
    if not exists (select from run r where r.no = run) then
        raise exception 'no run %', run;
    end if;
    -- Attached, as before: "partition of" would wait for every transaction that reads another run's rows.
    foreach parent in array array['staged_row', 'assignment'] loop
        if to_regclass(format('%I', parent || '_' || run)) is null then
            execute format('create table %I (like %I including defaults including constraints)', parent || '_' || run, parent);
            execute format('alter table %I attach partition %I for values in (%s)', parent, parent || '_' || run, run);
        end if;
    end loop;
end $$;

-- As analyze_run_partitions was.
create function analyze_own_partitions(run bigint) returns void
    language plpgsql security definer set search_path = ${schema}, pg_temp set default_statistics_target = 10 as $$
begin
    execute format(
        'analyze staged_row_%s (run_no, ordinal, account_id, inbox_id, source_id, identifier, email, phone)', run);
    execute format('analyze assignment_%s', run);
end $$;

create or replace function analyze_run_partitions(run bigint) returns void
    language plpgsql security invoker set search_path = ${schema}, pg_temp set default_statistics_target = 10 as $$
begin
    if to_regclass('pg_temp.staged_row') is null then
        perform analyze_own_partitions(run);
    else
        analyze pg_temp.staged_row (run_no, ordinal, account_id, inbox_id, source_id, identifier, email, phone);
        analyze pg_temp.assignment;
    end if;
end $$;

revoke all on function analyze_own_partitions(bigint) from public;
