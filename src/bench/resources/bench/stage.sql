create table bench_stage (
    line bigint generated always as identity, inbox text, source_id text, identifier text, email text, name text, phone text,
    plan text, seats text
)
