-- A lost worker's tasks, locked, as a take-over will leave them. No row: none are left, or others are at it.
{lock-first {columns-with {next-fence} as fence | 0 as sequence | :reaper as worker | :number as claim_number}
 | worker = :lost and status = 'RUNNING' and {place-of phase | :phases} > 0
 | id}
