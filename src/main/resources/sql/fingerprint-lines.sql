-- What a run came to, line by line and in file order, unchanged lines without a warning left out. Of absorbed contacts only those are
-- told that were there before the run. Parameters: run, run, run, run, first id that the run gave to a contact.
select o.ordinal, l.outcome, l.codes, l.contact_id, l.before::text as before, l.after::text as after, w.warnings, a.absorbed,
       s.ordinal is not null and s.source_id is null as makes_source_id
from (
    select run_no, ordinal from ledger where run_no = ?
    union
    select run_no, ordinal from warning where run_no = ?
) o
left join ledger l on l.run_no = o.run_no and l.ordinal = o.ordinal
left join (
    select ordinal, string_agg(code || ' ' || field, ', ' order by no) as warnings
    from warning where run_no = ? group by ordinal
) w on w.ordinal = o.ordinal
left join (
    select ordinal, string_agg(contact_id::text, ' ' order by contact_id) as absorbed
    from absorbed where run_no = ? and contact_id < ? group by ordinal
) a on a.ordinal = o.ordinal
left join staged_row s on s.run_no = o.run_no and s.ordinal = o.ordinal
order by o.ordinal
