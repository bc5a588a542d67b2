-- The contact that the line's link led to when the plan was made: contacts lie in the order in which rows are merged, source ids
-- anywhere. Only a hint where to look for the link; null where the plan does not know, as in all plans made before.
alter table assignment add column contact_id bigint;
