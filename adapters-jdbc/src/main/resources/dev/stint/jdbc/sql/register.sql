-- Adds a worker. No row: it is there already.
{insert-new stint_worker (id, label, live, renewed, lease, types)
 | values (:worker, :label, 1, :now, :lease, :types)
 | id = :worker}
