-- The ids of finished tasks at one place, as far as the limit. For a list, which puts a number for the sign.
select id from stint_finished
 where tombstone = 0 and queue = :queue# and type = :type# and lane = :lane# and status = :status#
   and id <behind> {id-of :after}
 order by id <way> {limit :limit}
