-- A task as it is stored, live, finished or a tombstone.
return row(arg())
