-- Whether a place has more ready tasks than the limit, read off the index. No row: it has not.
select id from stint_task
 where ready_state = :readyState {partly and ready_state in ({ready}, {suspect})}
   and queue = :queue and type = :type and lane = :lane
 order by {claim-order} {limit 1 | :limit}
