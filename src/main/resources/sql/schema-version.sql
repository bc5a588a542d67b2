-- The newest migration of ours that was applied, by version number; no row when none was.
select max(version::integer)
from flyway_schema_history
where success and version is not null
