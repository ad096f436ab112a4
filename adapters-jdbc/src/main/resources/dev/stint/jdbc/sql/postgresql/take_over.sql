-- Claims a lost worker's tasks. No row: none are left, or others are at it.
update stint_task set worker = :reaper, claim_number = :number, fence = {next-fence}, sequence = 0
 where id = any (array (select id from stint_task where worker = :lost and status = 'RUNNING' and {place-of phase | :phases} > 0
                         order by id limit :limit for update skip locked))
   and worker = :lost
returning {columns}
