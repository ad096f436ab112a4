-- How many live tasks stand at one place, held by nobody and not newly ready, counted as far as the limit.
select count(*) from (
  select 1 as one from stint_task
   where {parked}
     and queue = :queue and type = :type and lane = :lane and status = :status {limit :limit}) counted
