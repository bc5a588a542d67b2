-- An undo is a run of its own: it puts back, entry by entry and in the opposite order, what another run has done.
alter table run add column undoes bigint references run (no) on delete set null;
alter table run add column backwards boolean not null default false;  -- its entries were applied from the last to the first
create index on run (undoes);

-- Whole rows that an undo took away: contacts and links that the undone run had made.
create table removed (
    run_no bigint not null references run (no) on delete cascade,
    no bigint generated always as identity,
    ordinal bigint not null,
    tbl text not null,
    id bigint not null,
    record jsonb not null,
    primary key (run_no, no)
);
create index on removed (run_no, ordinal);
create index on removed (tbl, id);

-- Contacts that an undo brought back out of the one they were absorbed into, as they were brought back.
create table separated (
    run_no bigint not null references run (no) on delete cascade,
    ordinal bigint not null,
    contact_id bigint not null,
    kept bigint not null,
    record jsonb not null,
    primary key (run_no, contact_id)
);
create index on separated (run_no, ordinal);

create index on absorbed (run_no, ordinal);
create index on absorbed (contact_id);
create index on moved (run_no, ordinal);
create index on moved (run_no, kept);

-- The column that was re-pointed, where the table is not one of those we know.
alter table moved add column col text;
