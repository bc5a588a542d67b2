-- The labels of these people: a record tells them.
insert into pg_temp.taggings ({columns})
select {columns}
from {platform}.taggings t
where t.taggable_type = 'Contact'
  and t.taggable_id in (select id from pg_temp.contacts)
