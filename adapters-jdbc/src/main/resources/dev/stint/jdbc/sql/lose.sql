-- Declares workers lost whose lease ended; a renewal more than a lease ahead counts from now (the clock was set back). No
-- row: neither.
update stint_worker
   set live = case when renewed + lease < :now then 0 else 1 end,
       renewed = case when renewed > :now then :now else renewed end
 where live = 1 and (renewed + lease < :now or renewed > :now + lease)
