-- Which columns whole rows of ours have. Parameters: undone run, ids.
select a.{id} as id, (select string_agg(k, ',' order by k) from jsonb_object_keys(a.record) as k) as keys
from {from} a
where a.run_no = ? and a.{id} = any (?::bigint[]) {condition}
