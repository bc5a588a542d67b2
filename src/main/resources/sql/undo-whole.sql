-- Contacts that entries absorbed, separated or removed; of those that went up in the same one, the nearest first. {table} of ours by
-- {id}; parameters: run, ordinals.
select ordinal, {id} as contact_id, record::text as record
from {table}
where run_no = ? and ordinal = any (?::bigint[]) {condition}
order by ordinal, {order}contact_id
