-- Every line's value of an attribute that the run matches by: there is no index that could say quickly who holds it already.
-- Parameters: kind, attribute, run, attribute, characters that count as blank.
insert into plan_key
select kind, account_id, value, ordinal, first, ordinal = first
from (
    select a.kind, a.account_id, a.value, a.ordinal, min(a.ordinal) over (partition by a.value collate "C", a.account_id) as first
    from (
        select ?::int as kind, s.account_id, s.patch -> 'c' ->> ?::text as value, s.ordinal
        from staged_row s
        where s.run_no = ? and jsonb_typeof(s.patch -> 'c' -> ?::text) in ('string', 'number')
    ) a
    where btrim(a.value, ?) <> ''
) v
