-- Entries about contacts: as the one that a line addressed, or as one that it absorbed or brought back. Parameters: contacts, three
-- times.
with touched as (
    select run_no, ordinal from ledger where contact_id = any (?::bigint[])
    union
    select run_no, ordinal from absorbed where contact_id = any (?::bigint[])
    union
    select run_no, ordinal from separated where contact_id = any (?::bigint[])
)
select r.id as run, r.file_name as file, r.started_at, u.id as undoes, l.line, l.outcome, l.codes, l.contact_id,
       l.before::text as before, l.after::text as after,
       (select string_agg(a.contact_id::text, ', ' order by a.contact_id) from absorbed a
        where a.run_no = l.run_no and a.ordinal = l.ordinal) as absorbed
from touched t
join ledger l using (run_no, ordinal)
join run r on r.no = l.run_no
left join run u on u.no = r.undoes
order by r.no, case when r.backwards then -l.ordinal else l.ordinal end
