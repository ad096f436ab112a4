-- Changes steer fields of a live task. No row: it changed hands or is over.
update stint_task set priority = coalesce(:priority, priority), options = coalesce(:options, options)
 where id = :id and fence = :fence
