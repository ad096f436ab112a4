-- The most urgent priority below one, of the ready tasks of a place. Null: there is none.
select max(priority) as priority from stint_task
 where ready_state = :readyState {partly and ready_state in ({ready}, {suspect})}
   and queue = :queue and type = :type and lane = :lane and priority < :below
