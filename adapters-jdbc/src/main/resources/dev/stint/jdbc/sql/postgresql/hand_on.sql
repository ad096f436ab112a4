-- Locks serial keys in name order and gives those held by one of :freed, or by nobody, to the head of those that wait,
-- as grant does. The heads that come before every ready task of the lines named, and are no more of a line than it
-- allows, are successors: claimed at once. Answers the keys that were free, whether each was given, and the successors.
with locked as materialized (
  select name, holder from stint_serial where name = any (cast(:names as text[])) order by name for update
), head as materialized (
  select k.name, w.*
    from locked k
    left join lateral (
     select id, queue, type, lane, -priority::bigint as urgency, claim_rank, due, losses from stint_task
      where ready_state = {turn} and serial_key = k.name
      order by priority desc, requested, id
      limit 1
        for update skip locked) w on true
   where k.holder is null or k.holder = any (cast(:freed as uuid[]))
), line as materialized (
  select * from unnest(cast(:queues as text[]), cast(:types as text[]), cast(:limits as integer[])) with ordinality as line (queue, type, most, number)
), urgent as materialized (
  select t.* from line
   cross join lateral (
     select lane, -priority::bigint as urgency, claim_rank, due, id from stint_task
      where ready_state in ({ready}, {suspect}) and ready_state = {ready}
        and queue = line.queue and type = line.type and lane between :first and :last
      order by lane, priority desc, claim_rank, due, id
      limit 1) t
   order by lane, urgency, claim_rank, due, id
   limit 1
), ranked as materialized (
  select head.*, line.most,
         row_number() over (partition by line.number order by lane, urgency, claim_rank, due, id) as place
    from head join line on line.queue = head.queue and line.type = head.type
   where head.losses = 0 and head.lane between :first and :last
     and coalesce((head.lane, head.urgency, head.claim_rank, head.due, head.id)
                  < (select lane, urgency, claim_rank, due, id from urgent), true)
), successor as materialized (
  select id from ranked where place <= most order by lane, urgency, claim_rank, due, id limit :limit
), held as (
  update stint_serial set holder = head.id
    from head where stint_serial.name = head.name and head.id is not null
), ready as (
  update stint_task
     set {granted}
   where id = any (array (select id from head where id is not null except select id from successor))
), taken as (
  update stint_task
     set before_claim = case when blocked is null then coalesce(held_from, 'PENDING') else 'BLOCKED' end,
         held_from = case when blocked is not null then held_from end,
         status = 'RUNNING', phase = 'CLAIMED', fence = {next-fence}, sequence = 0, worker = :worker,
         claim_number = :number, ready_state = {none}, started = coalesce(started, :now)
   where id = any (array (select id from successor))
  returning {columns}
)
select head.name as key, head.id is not null as given, taken.*
  from head left join taken on taken.id = head.id
