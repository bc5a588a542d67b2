(select coalesce(jsonb_agg(t.name order by g.id), '[]'::jsonb)
     from taggings g join tags t on t.id = g.tag_id
     where g.taggable_type = 'Contact' and g.taggable_id = c.id and g.context = 'labels')
