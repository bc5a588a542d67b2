-- A foreign key looks the run up once more for every row: half of what the COPY of a ledger costs. Rows of the bulk tables go with
-- their run by a trigger instead.
alter table ledger drop constraint ledger_run_no_fkey;
alter table warning drop constraint warning_run_no_fkey;
alter table correction drop constraint correction_run_no_fkey;
alter table moved drop constraint moved_run_no_fkey;
alter table absorbed drop constraint absorbed_run_no_fkey;
alter table attribute_holder drop constraint attribute_holder_run_no_fkey;
alter table removed drop constraint removed_run_no_fkey;
alter table separated drop constraint separated_run_no_fkey;

-- Staged lines that the plan found to change nothing need no assignment: all of them from one ordinal to another, as long as
-- there are staged rows.
create table idle_range (
    run_no bigint not null,
    first bigint not null,
    last bigint not null,
    primary key (run_no, first)
);

create function remove_rows_of_run() returns trigger
    language plpgsql security definer set search_path = ${schema}, pg_temp as $$
begin
    delete from ledger where run_no = old.no;
    delete from warning where run_no = old.no;
    delete from correction where run_no = old.no;
    delete from moved where run_no = old.no;
    delete from absorbed where run_no = old.no;
    delete from attribute_holder where run_no = old.no;
    delete from removed where run_no = old.no;
    delete from separated where run_no = old.no;
    delete from idle_range where run_no = old.no;
    return null;
end $$;
revoke all on function remove_rows_of_run() from public;

create trigger remove_rows after delete on run for each row execute function remove_rows_of_run();
