-- Gives a task taken over back to its lost worker. No row: it is not as it was taken.
update stint_task set worker = :lost, claim_number = null
 where id = :id and fence = :fence and sequence = :sequence and worker = :worker and status = 'RUNNING'
