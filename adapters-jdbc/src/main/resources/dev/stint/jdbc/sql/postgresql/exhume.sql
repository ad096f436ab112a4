-- Gives a task that has its tombstone in a row of many, which is locked, a row of its own. No row: none has it.
with cut as (
  update stint_tombstones t
     set ids = t.ids[1 : at - 1] || t.ids[at + 1 :],
         requested = t.requested[1 : at - 1] || t.requested[at + 1 :],
         due = t.due[1 : at - 1] || t.due[at + 1 :],
         started = t.started[1 : at - 1] || t.started[at + 1 :],
         names = t.names[1 : at - 1] || t.names[at + 1 :],
         owners = t.owners[1 : at - 1] || t.owners[at + 1 :],
         serial_keys = t.serial_keys[1 : at - 1] || t.serial_keys[at + 1 :]
    from (select ctid as place, array_position(ids, cast(:id as uuid)) as at from stint_tombstones where {tombstone_of}) as found
   where t.ctid = found.place
)
insert into stint_finished ({columns}, finished, purge_at, tombstone)
select {tombstone}, t.finished, t.purge_at, 1 from {tombstones}
