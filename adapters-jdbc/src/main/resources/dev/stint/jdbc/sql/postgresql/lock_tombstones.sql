-- Locks the row of many that has a task's tombstone. No row: none has it.
select 1 from stint_tombstones where {tombstone_of} for update
