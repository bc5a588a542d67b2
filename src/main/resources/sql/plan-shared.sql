-- Lines that share an open key, each with the first one that has it.
select first, ordinal from plan_key where not is_first
