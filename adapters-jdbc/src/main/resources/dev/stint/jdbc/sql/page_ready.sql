-- The same of live tasks that are newly ready, of which there are few.
select id from stint_task
 where ready_state = :state# and ready_state in ({ready}, {suspect}) and status = 'PENDING'
   and queue = :queue# and type = :type# and lane = :lane#
   and id <behind> {id-of :after}
 order by id <way> {limit :limit}
