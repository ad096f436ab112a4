-- How many finished tasks stand at one place, counted as far as the limit.
select count(*) from (
  select 1 as one from stint_finished
   where tombstone = 0 and queue = :queue and type = :type and lane = :lane and status = :status {limit :limit}) counted
