-- Forgets the first of the tombstones of one row.
update stint_tombstones
   set ids = ids[1 + :going :], requested = requested[1 + :going :], due = due[1 + :going :], started = started[1 + :going :],
       names = names[1 + :going :], owners = owners[1 + :going :], serial_keys = serial_keys[1 + :going :]
 where ctid = cast(:place as tid)
