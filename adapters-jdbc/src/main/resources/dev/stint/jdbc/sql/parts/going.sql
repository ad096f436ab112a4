purge_at <= :latest
   and case when :aged = 1 and tombstone = 0 then finished <= :before else purge_at <= :now end
   and (:types = '' or {place-of type | :types} > 0)
   and (:statuses = '' or {place-of status | :statuses} > 0)
   and (:historyOnly = 0
        or (tombstone = 0 and coalesce(ran, 0) >= 0)
        or exists (select 1 from stint_attempt a where a.task = stint_finished.id)
        or exists (select 1 from stint_message m where m.task = stint_finished.id))
   and not exists (select 1 from stint_wait w where w.target = stint_finished.id)
