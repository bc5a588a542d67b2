select contact_id, first from plan_owner order by contact_id
