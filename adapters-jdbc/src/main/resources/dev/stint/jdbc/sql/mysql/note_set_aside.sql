-- Sets an item aside; a repeat is harmless.
insert into stint_set_aside (task, item, content, reason)
values (:id, :item, :content, :reason)
    on duplicate key update content = values(content), reason = values(reason)
