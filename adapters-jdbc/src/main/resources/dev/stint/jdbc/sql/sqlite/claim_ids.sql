-- The most urgent ready tasks of one line. No row: none are ready.
select id, lane, priority, claim_rank, due from stint_task
 where stand in ({ready}, {suspect}) and stand = :stand and queue = :queue and type = :type and lane between :first and :last
   and priority between :least and :most
 order by lane, priority desc, claim_rank, due, id
 limit :limit
