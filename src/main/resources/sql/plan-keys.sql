-- The values of the open keys. Sorted by the bytes of the value: the quickest order, and equal is equal in any. Parameter: run.
insert into plan_key
select kind, scope, value, ordinal, first, ordinal = first
from (
    select k.kind, k.scope, k.value, s.ordinal, min(s.ordinal) over (partition by k.value collate "C", k.kind, k.scope) as first
    from plan_open o
    join staged_row s on s.ordinal = o.ordinal
    cross join lateral (values
        (1, s.account_id, s.identifier),
        (2, s.account_id, lower(s.email)),
        (4, s.account_id, s.phone),
        (8, s.inbox_id, s.source_id)) as k (kind, scope, value)
    where s.run_no = ? and o.keys & k.kind <> 0
) v
