-- Once a run, gone with the transaction. plan_open: keys (bits as in plan-lines) for which others must be looked up. plan_key:
-- their values, each with the first line that has it. plan_owner: a contact that holds a value, and that first line.
create temporary table plan_open (ordinal bigint not null, keys integer not null) on commit drop;
create temporary table plan_key (
    kind integer not null, scope bigint not null, value text not null,
    ordinal bigint not null, first bigint not null, is_first boolean not null) on commit drop;
create temporary table plan_owner (contact_id bigint not null, first bigint not null) on commit drop
