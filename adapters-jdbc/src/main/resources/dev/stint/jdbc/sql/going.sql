-- Finished tasks that may go, oldest first, locked against restarts; those that others have locked are passed by. No row: none may.
select id, key_name, key_scope, finished from stint_finished
 where {going}
 order by purge_at
 {limit :limit}
   {skip-locked}
