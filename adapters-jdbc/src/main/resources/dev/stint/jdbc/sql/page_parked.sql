-- The same of live tasks that nobody holds and that are not newly ready.
select id from stint_task
 where {parked}
   and queue = :queue# and type = :type# and lane = :lane# and status = :status#
   and id <behind> {id-of :after}
 order by id <way> {limit :limit}
