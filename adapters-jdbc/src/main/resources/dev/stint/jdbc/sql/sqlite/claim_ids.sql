-- The most urgent ready tasks of one line. No row: none are ready.
select id, lane, priority, claim_rank, due from stint_task
 where ready_state in ({ready}, {suspect}) and ready_state = :readyState and queue = :queue and type = :type and lane between :first and :last
   and priority between :least and :most
 order by {claim-order}
 limit :limit
