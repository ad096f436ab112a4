-- Claims a lost worker's tasks. No row: none are left.
update stint_task set worker = :reaper, claim_number = :number, fence = {next-fence}, sequence = 0
 where id in (select id from stint_task where worker = :lost and status = 'RUNNING' and {place-of phase | :phases} > 0 order by id limit :limit)
returning {columns}
