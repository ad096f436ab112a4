-- Sets an item aside no longer. No row: it was not set aside, or the write is a repeat.
delete from stint_set_aside where task = :id and item = :item
