-- What these lines correct, and what that corrected in its turn; parameters: run, ordinals.
with recursive chain as (
    select k.ordinal, r.corrects as run_no, k.origin as line
    from correction k
    join run r on r.no = k.run_no
    where k.run_no = ? and k.ordinal = any(?) and r.corrects is not null
    union all
    select chain.ordinal, r.corrects, k.origin
    from chain
    join correction k on k.run_no = chain.run_no and k.line = chain.line
    join run r on r.no = k.run_no
    where r.corrects is not null
)
select ordinal, run_no, line from chain
