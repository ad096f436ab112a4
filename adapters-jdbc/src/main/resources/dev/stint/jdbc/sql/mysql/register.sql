-- Adds a worker. No row: it is there already.
insert ignore into stint_worker (id, label, live, renewed, lease, types)
values (:worker, :label, 1, :now, :lease, :types)
