-- Times are microseconds since 1970 on the store's clock. Live and finished tasks are kept apart:
-- a claim never walks over what is over.
create table stint_task (
  id text not null,
  queue text not null,
  type text not null,
  lane smallint not null,
  priority integer not null,
  version integer not null,
  arguments blob not null,
  plan blob not null,
  options blob not null,
  name text,
  owner text,
  key_name text,
  key_scope text,
  serial_key text,
  status text not null,
  phase text not null,
  action integer not null,
  entry text not null,
  position blob not null,
  attempt integer not null,
  losses integer not null,
  hook_deaths integer not null,
  idle_yields integer not null,
  held_from text,
  blocked text,
  interruption text,
  failure_permanent smallint,
  failure_kind text,
  failure_message text,
  failure_stack text,
  fence bigint not null,
  sequence bigint not null,
  worker text,
  claim_number bigint,
  before_claim text,
  pending_signal smallint not null,
  due bigint not null,
  claim_rank smallint not null,
  stand smallint not null,
  requested bigint not null,
  started bigint,
  progress_done bigint not null,
  progress_total bigint not null,
  progress_text text not null,
  result blob not null,
  primary key (id)
);

-- stand: 1 ready, 2 ready but suspect (run alone), 3 due later, 0 neither. Only ready tasks are in the claim's way.
create index stint_task_ready on stint_task (stand, queue, type, lane, priority desc, claim_rank, due, id)
  where stand in (1, 2);
create index stint_task_later on stint_task (due) where stand = 3;
create index stint_task_worker on stint_task (worker) where worker is not null;

create table stint_finished (
  id text not null,
  queue text not null,
  type text not null,
  lane smallint not null,
  priority integer not null,
  version integer not null,
  arguments blob not null,
  plan blob not null,
  options blob not null,
  name text,
  owner text,
  key_name text,
  key_scope text,
  serial_key text,
  status text not null,
  phase text not null,
  action integer not null,
  entry text not null,
  position blob not null,
  attempt integer not null,
  losses integer not null,
  hook_deaths integer not null,
  idle_yields integer not null,
  held_from text,
  blocked text,
  interruption text,
  failure_permanent smallint,
  failure_kind text,
  failure_message text,
  failure_stack text,
  fence bigint not null,
  sequence bigint not null,
  worker text,
  claim_number bigint,
  before_claim text,
  pending_signal smallint not null,
  due bigint not null,
  claim_rank smallint not null,
  stand smallint not null,
  requested bigint not null,
  started bigint,
  progress_done bigint not null,
  progress_total bigint not null,
  progress_text text not null,
  result blob not null,
  finished bigint not null,
  purge_at bigint not null,
  tombstone smallint not null,
  primary key (id)
);
create index stint_finished_purge on stint_finished (purge_at);

create table stint_key (
  name text not null primary key,
  task text not null,
  scope text not null
);

create table stint_worker (
  id text not null primary key,
  label text not null,
  live smallint not null,
  renewed bigint not null,
  lease bigint not null,
  types text not null
);

create table stint_message (
  task text not null,
  fence bigint not null,
  sequence bigint not null,
  number integer not null,
  at bigint not null,
  level text not null,
  words text not null,
  primary key (task, fence, sequence, number)
);

create table stint_attempt (
  task text not null,
  fence bigint not null,
  sequence bigint not null,
  at bigint not null,
  status text not null,
  attempt integer not null,
  ran bigint not null,
  failure_permanent smallint,
  failure_kind text,
  failure_message text,
  failure_stack text,
  primary key (task, fence, sequence)
);

create table stint_set_aside (
  task text not null,
  item text not null,
  content blob not null,
  reason text not null,
  primary key (task, item)
);

create table stint_mutex (
  name text not null primary key,
  fence bigint not null,
  until bigint not null
);

-- Places for what comes later: waits for tasks and milestones, owed deliveries, limits, schedules.
create table stint_wait (
  target text not null,
  milestone text not null,
  waiter text not null,
  accepts text not null,
  primary key (target, milestone, waiter)
);

create table stint_owed (
  task text not null,
  fence bigint not null,
  number integer not null,
  since bigint not null,
  kind text not null,
  content blob not null,
  primary key (task, fence, number)
);

create table stint_limit (
  name text not null primary key,
  permits integer not null,
  granted text not null
);

create table stint_schedule (
  name text not null primary key,
  next_due bigint not null,
  content blob not null
);
