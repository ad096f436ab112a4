-- Copies a finished task back among the live ones, a change of hands. No row: it is not as it was seen.
insert into stint_task ({columns})
select id, queue, type, lane, priority, version, arguments, plan, options, name, owner, key_name,
       key_scope, serial_key, :status, :phase, 0, :entry, :position, 0, 0, 0, 0, null, null,
       null, null, null, null, null, {next-fence}, 0, null, null, null, 0, :now, 2, 1, requested,
       started, progress_done, progress_total, progress_text, :position
  from stint_finished
 where id = :id and fence = :fence and sequence = :sequence and tombstone = 0
   {lock}
