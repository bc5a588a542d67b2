-- A run is one file imported once. Bulk tables carry its number; people and scripts use its id.
create table run (
    no bigint generated always as identity primary key,
    id text not null unique,
    file_name text not null,
    file_size bigint not null,
    sha256 text not null,
    format text not null,
    header jsonb,                              -- the CSV header as read, for the reject file
    settings jsonb not null,
    fingerprint text not null,                 -- SHA-256 over content and every setting that can change an outcome
    accounts bigint[] not null default '{}',
    status text not null,
    epoch integer not null default 1,          -- raised by every launch: fences zombies
    stage_done boolean not null default false,
    plan_done boolean not null default false,
    records bigint not null default 0,         -- records the reader emitted
    bytes bigint not null default 0,           -- bytes the reader consumed
    staged bigint not null default 0,
    stage_rejected bigint not null default 0,
    line_sum numeric not null default 0,       -- of the staged rows
    exit_code integer,
    error text,
    summary jsonb,
    started_at timestamptz not null,
    finished_at timestamptz
);
create index on run (fingerprint);

-- Accepted lines, one table partition per run; written once, never updated.
create table staged_row (
    run_no bigint not null,
    ordinal bigint not null,
    line bigint not null,
    account_id bigint not null,
    inbox_id bigint not null,
    source_id text,
    identifier text,
    email text,
    phone text,
    patch jsonb not null,                      -- what is left of the patch: name, attributes, clears, signed, warnings
    raw bytea not null,
    primary key (run_no, ordinal)
) partition by list (run_no);

-- Which row is merged where and in which order: made once by the plan, never made again.
create table assignment (
    run_no bigint not null,
    part integer not null,
    seq integer not null,                      -- 1, 2, 3 … by (group, line)
    grp integer not null,
    ordinal bigint not null,
    primary key (run_no, part, seq)
) partition by list (run_no);

create table partition (
    run_no bigint not null references run (no) on delete cascade,
    part integer not null,
    rows bigint not null,
    line_sum numeric not null,
    position integer not null default 0,       -- seq of the last decided row: the only truth about progress
    decided bigint not null default 0,
    unchanged bigint not null default 0,
    unchanged_line_sum numeric not null default 0,
    status text not null default 'open',       -- open, done, failed
    attempts integer not null default 0,
    error text,                                -- redacted: SQLSTATE, SQL name, lines
    primary key (run_no, part)
);

-- Who holds a value of an attribute that the run matches by: the platform has no index for it. A hint, checked on the contact.
create table attribute_holder (
    run_no bigint not null references run (no) on delete cascade,
    attribute text not null,
    account_id bigint not null,
    value_md5 text not null,
    contact_id bigint not null,
    primary key (run_no, attribute, account_id, value_md5, contact_id)
);

-- A group that failed is set aside so that the others go on: its undecided rows wait here.
create table set_aside (
    run_no bigint not null,
    part integer not null,
    grp integer not null,
    from_seq integer not null,                 -- first row of the group that is not decided
    error text not null,
    primary key (run_no, part, grp),
    foreign key (run_no, part) references partition (run_no, part) on delete cascade
);

-- What was done: one entry per line that was not left unchanged.
create table ledger (
    run_no bigint not null references run (no) on delete cascade,
    ordinal bigint not null,
    line bigint not null,
    part integer,                              -- null: decided by the stage step
    outcome text not null,
    codes text,
    reason text,
    contact_id bigint,
    before jsonb,
    after jsonb,
    record jsonb,
    raw bytea,
    primary key (run_no, ordinal)
);
create index on ledger (contact_id, run_no) where contact_id is not null;

create table warning (
    run_no bigint not null references run (no) on delete cascade,
    ordinal bigint not null,
    no integer not null,
    line bigint not null,
    code text not null,
    field text not null,
    detail text not null,
    primary key (run_no, ordinal, no)
);

-- What an absorption re-pointed: rows of `tbl` that belonged to contact `absorbed` and now belong to `kept`.
create table moved (
    run_no bigint not null references run (no) on delete cascade,
    no bigint generated always as identity,
    ordinal bigint not null,
    tbl text not null,
    absorbed bigint not null,
    kept bigint not null,
    ids bigint[] not null,
    dropped jsonb,                             -- whole rows that were removed because the kept contact has the same
    primary key (run_no, no)
);

-- The absorbed contact itself, whole, so that it can be brought back.
create table absorbed (
    run_no bigint not null references run (no) on delete cascade,
    ordinal bigint not null,
    contact_id bigint not null,
    kept bigint not null,
    record jsonb not null,
    primary key (run_no, contact_id)
);

-- The running role needs no CREATE: these run as the owner of the schema and touch nothing but a run's own partitions.
create function open_run_partitions(run bigint) returns void
    language plpgsql security definer set search_path = ${schema}, pg_temp as $$
begin
    if not exists (select from run r where r.no = run) then
        raise exception 'no run %', run;
    end if;
    execute format('create table if not exists staged_row_%s partition of staged_row for values in (%s)', run, run);
    execute format('create table if not exists assignment_%s partition of assignment for values in (%s)', run, run);
end $$;

create function drop_run_partitions(run bigint) returns void
    language plpgsql security definer set search_path = ${schema}, pg_temp as $$
begin
    execute format('drop table if exists staged_row_%s', run);
    execute format('drop table if exists assignment_%s', run);
end $$;

-- Only an owner may analyze. The optimizer must know sizes and duplicates, not the distribution: a small sample is enough, and
-- the wide columns are left out, which would take longer than the plan's joins.
create function analyze_run_partitions(run bigint) returns void
    language plpgsql security definer set search_path = ${schema}, pg_temp set default_statistics_target = 10 as $$
begin
    execute format(
        'analyze staged_row_%s (run_no, ordinal, account_id, inbox_id, source_id, identifier, email, phone)', run);
    execute format('analyze assignment_%s', run);
end $$;

revoke all on function open_run_partitions(bigint), drop_run_partitions(bigint), analyze_run_partitions(bigint) from public;
