-- Lines that address a contact that an earlier line addresses (or any other line, if all are to be refused) leave the staged rows
-- for the ledger, and the counts of the run follow them.
with keyed as (
    select s.ordinal, s.line, coalesce({key}) as key from staged_row s where s.run_no = ?
), placed as (
    select ordinal, row_number() over w as place, count(*) over (partition by key) as lines,
           first_value(line) over w as first, lead(line) over w as next
    from keyed
    window w as (partition by key order by ordinal)
), refused as (
    select ordinal, coalesce(case when place = 1 then next end, first) as other
    from placed
    where place > 1 or (? and lines > 1)
), gone as (
    delete from staged_row s using refused r
    where s.run_no = ? and s.ordinal = r.ordinal
    returning s.ordinal, s.line, s.raw, r.other
), kept as (
    insert into ledger (run_no, ordinal, line, outcome, codes, reason, raw)
    select ?, ordinal, line, 'rejected', ?, 'line ' || other || ' addresses the same contact', raw
    from gone
    returning line
)
update run
set staged = staged - counted.gone, stage_rejected = stage_rejected + counted.gone, line_sum = line_sum - counted.line_total
from (select count(*) as gone, coalesce(sum(line), 0) as line_total from kept) counted
where no = ?
