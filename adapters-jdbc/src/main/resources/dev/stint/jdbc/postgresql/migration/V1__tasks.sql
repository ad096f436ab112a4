-- Times are microseconds since 1970 on the store's clock. Live and finished tasks are kept apart:
-- a claim never walks over what is over.
create table stint_task (
  id uuid not null,
  queue text not null,
  type text not null,
  lane smallint not null,
  priority integer not null,
  version integer not null,
  arguments bytea not null,
  plan bytea not null,
  options bytea not null,
  name text,
  owner text,
  key_name text,
  key_scope text,
  serial_key text,
  status text not null,
  phase text not null,
  action integer not null,
  entry text not null,
  position bytea not null,
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
  worker uuid,
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
  result bytea not null,
  awaited smallint not null default 0,
  primary key (id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 1);

-- stand: 1 ready, 2 ready but suspect (run alone), 3 due later, 4 due but not its turn, 0 none of these. Only ready tasks are in the claim's way.
create index stint_task_ready on stint_task (stand, queue, type, lane, priority desc, claim_rank, due, id)
  where stand in (1, 2);
create index stint_task_later on stint_task (due) where stand = 3;
create index stint_task_worker on stint_task (worker) where worker is not null;
create index stint_task_turn on stint_task (serial_key, priority desc, requested, id) where stand = 4;

create table stint_finished (
  id uuid not null,
  queue text not null,
  type text not null,
  lane smallint not null,
  priority integer not null,
  version integer not null,
  arguments bytea not null,
  plan bytea not null,
  options bytea not null,
  name text,
  owner text,
  key_name text,
  key_scope text,
  serial_key text,
  status text not null,
  phase text not null,
  action integer not null,
  entry text not null,
  position bytea not null,
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
  worker uuid,
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
  result bytea not null,
  finished bigint not null,
  purge_at bigint not null,
  tombstone smallint not null,
  primary key (id)
);
create index stint_finished_purge on stint_finished (purge_at);

create table stint_key (
  name text not null primary key,
  task uuid not null,
  scope text not null
);

create table stint_worker (
  id uuid not null primary key,
  label text not null,
  live smallint not null,
  renewed bigint not null,
  lease bigint not null,
  types text not null
);

create table stint_message (
  task uuid not null,
  fence bigint not null,
  sequence bigint not null,
  number integer not null,
  at bigint not null,
  level text not null,
  words text not null,
  primary key (task, fence, sequence, number)
);

create table stint_attempt (
  task uuid not null,
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
  worker uuid,
  result bytea not null,
  primary key (task, fence, sequence)
);

create table stint_set_aside (
  task uuid not null,
  item text not null,
  content bytea not null,
  reason text not null,
  primary key (task, item)
);

create table stint_mutex (
  name text not null primary key,
  fence bigint not null,
  until bigint not null
);

-- Who waits for whom; owed_since: when the target ended or noted a milestone. Every target here is marked awaited.
create table stint_wait (
  target uuid not null,
  waiter uuid not null,
  owed_since bigint,
  primary key (target, waiter)
);
create index stint_wait_owed on stint_wait (owed_since) where owed_since is not null;

-- The serial keys in use and who holds each. A row is locked before its holder is chosen.
create table stint_serial (
  name text not null primary key,
  holder uuid
) with (fillfactor = 50);

-- Keys that somebody has to look at: a task came to them inside a caller's transaction, or was passed over.
create table stint_turn (
  task uuid not null primary key,
  serial_key text not null,
  since bigint not null
);
create index stint_turn_since on stint_turn (since);

-- Small named records changed by compare-and-set. An emptied one stays: its version grows for ever.
create table stint_register (
  kind text not null,
  name text not null,
  version bigint not null,
  content bytea not null,
  primary key (kind, name)
);
