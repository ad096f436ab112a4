-- Declares workers lost whose lease ended. No row: none did.
update stint_worker set live = 0 where live = 1 and renewed + lease < :now
