-- Tasks in an order, tombstones left out; what Listing defines are its columns and signs. No row: none match.
select * from (
  select {t.columns},
         {no-number} as finished, 0 as tombstone,
         <live> as place from stint_task t
   where :live = 1 and (:statuses = '' or {place-of t.status | :statuses} > 0)
     and (:without = '' or {place-of t.status | :without} = 0)
     and (:type = '' or t.type = :type) and (:queue = '' or t.queue = :queue)
     <owned> <liveAt>
     and (:serialKey = '' or t.serial_key = :serialKey)
     and t.requested >= :requestedFrom and t.requested < :requestedUntil
     and t.due >= :dueFrom and t.due < :dueUntil
     and (:after = '' or <live> <beyond> :key or <live> = :key and t.id <behind> {id-of :after})
   order by <order> {limit :limit}
) live
union all
select * from (
  select {f.columns}, f.finished, f.tombstone,
         <over> as place from stint_finished f
   where :over = 1 and f.tombstone = 0
     and (:statuses = '' or {place-of f.status | :statuses} > 0)
     and (:without = '' or {place-of f.status | :without} = 0)
     and (:type = '' or f.type = :type) and (:queue = '' or f.queue = :queue)
     <owned> <overAt>
     and (:serialKey = '' or f.serial_key = :serialKey)
     and f.requested >= :requestedFrom and f.requested < :requestedUntil
     and f.due >= :dueFrom and f.due < :dueUntil
     and f.finished >= :finishedFrom and f.finished < :finishedUntil
     and (:after = '' or <over> <beyond> :key or <over> = :key and f.id <behind> {id-of :after})
   order by <order> {limit :limit}
) over_and_done
 order by <order>
 {limit :limit}
