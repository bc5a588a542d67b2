-- Once a run, gone with the transaction. plan_open: lines with keys (bits as in plan-lines) for which others must be looked up.
-- plan_key: the different values of such keys, each with its first line and how many lines have it. plan_shared: these lines, each
-- with that first line. plan_owner: contacts that hold a value, each with the value's first line.
create temporary table plan_open (ordinal bigint not null, keys integer not null) on commit drop;
create temporary table plan_key (
    kind integer not null, account_id bigint not null, value text not null,
    first bigint not null, lines bigint not null) on commit drop;
create temporary table plan_shared (first bigint not null, ordinal bigint not null) on commit drop;
create temporary table plan_owner (contact_id bigint not null, first bigint not null) on commit drop
