-- Keys that the line names and its contact did not hold when the plan was made, as bits: 1 identifier, 2 e-mail, 4 phone. Only a hint
-- what to look up; null where the plan does not know (as in all plans made before), or where a line before may change it.
alter table assignment add column open smallint;
