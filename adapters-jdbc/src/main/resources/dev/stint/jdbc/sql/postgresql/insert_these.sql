-- Stores new tasks, the columns as in insert_fresh. No row: the id is taken, by a live or a finished task. Each is looked
-- up by itself among those that are over: a join of the two tables may read all of them.
{new_rows}
 where (select f.id from stint_finished f where f.id = n.id) is null{ not-together n.id}
    on conflict (id) do nothing
returning id
