-- What a worker holds. No row: nothing.
select id, fence, sequence from stint_task where worker = :worker and status = 'RUNNING'
