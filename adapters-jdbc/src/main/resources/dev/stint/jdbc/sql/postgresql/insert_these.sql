-- Stores new tasks, the columns as in insert_fresh. No row: the id is taken, by a live or a finished task.
{new_rows}
 where not exists (select 1 from stint_finished f where f.id = n.id){ not-together n.id}
    on conflict (id) do nothing
returning id
