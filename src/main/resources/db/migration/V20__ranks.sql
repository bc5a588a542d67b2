-- Of contacts that one line absorbed, the nearest to the kept one won when they had the same label or a picture each. Whoever applies
-- the line again, after an undo, needs to know who that was; of runs before this, the lowest id counts as the nearest.
alter table absorbed add column rank int not null default 0;
alter table separated add column rank int not null default 0;
