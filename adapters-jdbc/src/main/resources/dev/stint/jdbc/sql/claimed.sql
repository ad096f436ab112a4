-- The tasks of one claim that are still as it left them. No row: none are.
select {columns}
  from stint_task
 where worker = :worker and claim_number = :number and sequence = 0 and status = 'RUNNING'
