-- What the entries touch, each with the ordinals that touch it: contacts, links and values of keys. Entries that share one are
-- undone by one thread, in order. {run}, {undone}: COPY takes no parameters.
with entry as (
    select l.ordinal, l.contact_id, l.before, l.after
    from (select ordinal from staged_row where run_no = {run}) s
    join ledger l on l.run_no = {undone} and l.ordinal = s.ordinal
), whole as (
    select ordinal, contact_id, kept, record from absorbed where run_no = {undone}
    union all
    select ordinal, contact_id, kept, record from separated where run_no = {undone}
    union all
    select ordinal, id, id, record from removed where run_no = {undone} and tbl = 'contacts'
)
select token, ordinal from (
    select contact_id as token, ordinal from entry
    union all
    select contact_id, ordinal from whole
    union all
    select kept, ordinal from whole
    union all
    select hashtextextended(lower(v.value), v.kind), ordinal
    from entry e
    cross join lateral (values
        (1, e.before ->> 'email'), (1, e.after ->> 'email'),
        (2, e.before ->> 'phone_number'), (2, e.after ->> 'phone_number'),
        (3, e.before ->> 'identifier'), (3, e.after ->> 'identifier')) as v (kind, value)
    where v.value <> ''
    union all
    select hashtextextended(lower(v.value), v.kind), ordinal
    from whole w
    cross join lateral (values
        (1, w.record ->> 'email'), (2, w.record ->> 'phone_number'), (3, w.record ->> 'identifier')) as v (kind, value)
    where v.value <> ''
    union all
    select hashtextextended(link, 4), ordinal
    from entry e
    cross join lateral jsonb_object_keys(
        coalesce(e.before -> 'contact_inboxes', '{}') || coalesce(e.after -> 'contact_inboxes', '{}')) as link
) touched
order by token
