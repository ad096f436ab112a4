-- Sets an item aside; a repeat is harmless.
insert into stint_set_aside (task, item, content, reason)
values (:id, :item, :content, :reason)
    on conflict (task, item) do update set content = excluded.content, reason = excluded.reason
