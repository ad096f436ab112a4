-- Adds a worker. No row: it is there already.
insert into stint_worker (id, label, live, renewed, lease, types)
values (:worker, :label, 1, :now, :lease, :types)
    on conflict (id) do nothing
