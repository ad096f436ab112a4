-- Takes the most urgent ready tasks of one line, and of its suspects. No row: none are ready, others took them, or the
-- worker is not live.
update stint_task
   set {claim}
 where id = any (
         array (select id from stint_task
                 where ready_state in ({ready}, {suspect}) and ready_state = {ready}
                   and queue = :queue and type = :type and lane between :first and :last
                   and priority between :least and :most
                 order by {claim-order}
                 limit :limit
                   for update skip locked)
      || array (select id from stint_task
                 where ready_state in ({ready}, {suspect}) and ready_state = {suspect}
                   and queue = :queue and type = :type and lane between :first and :last
                   and priority between :least and :most
                 order by {claim-order}
                 limit :suspects
                   for update skip locked))
   and exists (select 1 from stint_worker where id = :worker and live = 1)
returning {claimed}
