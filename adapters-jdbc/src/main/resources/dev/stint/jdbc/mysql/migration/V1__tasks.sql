-- Times are microseconds since 1970 on the store's clock. Live and finished tasks are kept apart:
-- a claim never walks over what is over. Names are compared by their bytes: no padding, no case.
create table stint_task (
  id char(36) character set ascii collate ascii_bin not null,
  queue varbinary(480) not null,
  type varbinary(480) not null,
  lane smallint not null,
  priority integer not null,
  version integer not null,
  arguments longblob not null,
  plan longblob not null,
  options longblob not null,
  name text,
  owner varchar(200),
  key_name varbinary(800),
  key_scope varchar(20),
  serial_key varbinary(800),
  status varchar(20) not null,
  phase varchar(20) not null,
  action integer not null,
  entry varchar(20) not null,
  position longblob not null,
  attempt integer not null,
  losses integer not null,
  hook_deaths integer not null,
  idle_yields integer not null,
  held_from varchar(20),
  blocked varchar(250),
  interruption varchar(20),
  failure_permanent smallint,
  failure_kind varchar(200),
  failure_message text,
  failure_stack mediumtext,
  fence bigint not null,
  sequence bigint not null,
  worker char(36) character set ascii collate ascii_bin,
  claim_number bigint,
  before_claim varchar(20),
  pending_signal smallint not null,
  due bigint not null,
  claim_rank smallint not null,
  stand smallint not null,
  requested bigint not null,
  started bigint,
  progress_done bigint not null,
  progress_total bigint not null,
  progress_text varchar(500) not null,
  result longblob not null,
  awaited smallint not null default 0,
  primary key (id)
) engine = InnoDB, character set utf8mb4 collate utf8mb4_bin;

-- stand: 1 ready, 2 ready but suspect (run alone), 3 due later, 4 due but not its turn, 0 none of these. Only ready tasks are in the claim's way.
create index stint_task_ready on stint_task (stand, queue, type, lane, priority desc, claim_rank, due, id);
create index stint_task_later on stint_task (stand, due);
create index stint_task_worker on stint_task (worker);
create index stint_task_turn on stint_task (serial_key, priority desc, requested, id);

create table stint_finished (
  id char(36) character set ascii collate ascii_bin not null,
  queue varbinary(480) not null,
  type varbinary(480) not null,
  lane smallint not null,
  priority integer not null,
  version integer not null,
  arguments longblob not null,
  plan longblob not null,
  options longblob not null,
  name text,
  owner varchar(200),
  key_name varbinary(800),
  key_scope varchar(20),
  serial_key varbinary(800),
  status varchar(20) not null,
  phase varchar(20) not null,
  action integer not null,
  entry varchar(20) not null,
  position longblob not null,
  attempt integer not null,
  losses integer not null,
  hook_deaths integer not null,
  idle_yields integer not null,
  held_from varchar(20),
  blocked varchar(250),
  interruption varchar(20),
  failure_permanent smallint,
  failure_kind varchar(200),
  failure_message text,
  failure_stack mediumtext,
  fence bigint not null,
  sequence bigint not null,
  worker char(36) character set ascii collate ascii_bin,
  claim_number bigint,
  before_claim varchar(20),
  pending_signal smallint not null,
  due bigint not null,
  claim_rank smallint not null,
  stand smallint not null,
  requested bigint not null,
  started bigint,
  progress_done bigint not null,
  progress_total bigint not null,
  progress_text varchar(500) not null,
  result longblob not null,
  finished bigint not null,
  purge_at bigint not null,
  tombstone smallint not null,
  primary key (id)
) engine = InnoDB, character set utf8mb4 collate utf8mb4_bin;
create index stint_finished_purge on stint_finished (purge_at);

create table stint_key (
  name varbinary(800) not null primary key,
  task char(36) character set ascii collate ascii_bin not null,
  scope varchar(20) not null
) engine = InnoDB, character set utf8mb4 collate utf8mb4_bin;

create table stint_worker (
  id char(36) character set ascii collate ascii_bin not null primary key,
  label text not null,
  live smallint not null,
  renewed bigint not null,
  lease bigint not null,
  types mediumtext not null
) engine = InnoDB, character set utf8mb4 collate utf8mb4_bin;

create table stint_message (
  task char(36) character set ascii collate ascii_bin not null,
  fence bigint not null,
  sequence bigint not null,
  number integer not null,
  at bigint not null,
  level varchar(20) not null,
  words text not null,
  primary key (task, fence, sequence, number)
) engine = InnoDB, character set utf8mb4 collate utf8mb4_bin;

create table stint_attempt (
  task char(36) character set ascii collate ascii_bin not null,
  fence bigint not null,
  sequence bigint not null,
  at bigint not null,
  status varchar(20) not null,
  attempt integer not null,
  ran bigint not null,
  failure_permanent smallint,
  failure_kind varchar(200),
  failure_message text,
  failure_stack mediumtext,
  worker char(36) character set ascii collate ascii_bin,
  result longblob not null,
  primary key (task, fence, sequence)
) engine = InnoDB, character set utf8mb4 collate utf8mb4_bin;

create table stint_set_aside (
  task char(36) character set ascii collate ascii_bin not null,
  item varbinary(800) not null,
  content longblob not null,
  reason text not null,
  primary key (task, item)
) engine = InnoDB, character set utf8mb4 collate utf8mb4_bin;

create table stint_mutex (
  name varbinary(800) not null primary key,
  fence bigint not null,
  until bigint not null
) engine = InnoDB, character set utf8mb4 collate utf8mb4_bin;

-- Who waits for whom; owed_since: when the target ended or noted a milestone. Every target here is marked awaited.
create table stint_wait (
  target char(36) character set ascii collate ascii_bin not null,
  waiter char(36) character set ascii collate ascii_bin not null,
  owed_since bigint,
  primary key (target, waiter)
) engine = InnoDB, character set utf8mb4 collate utf8mb4_bin;
create index stint_wait_owed on stint_wait (owed_since);

-- The serial keys in use and who holds each. A row is locked before its holder is chosen.
create table stint_serial (
  name varbinary(800) not null primary key,
  holder char(36) character set ascii collate ascii_bin
) engine = InnoDB, character set utf8mb4 collate utf8mb4_bin;

-- Keys that somebody has to look at: a task came to them inside a caller's transaction, or was passed over.
create table stint_turn (
  task char(36) character set ascii collate ascii_bin not null primary key,
  serial_key varbinary(800) not null,
  since bigint not null
) engine = InnoDB, character set utf8mb4 collate utf8mb4_bin;
create index stint_turn_since on stint_turn (since);

-- Small named records changed by compare-and-set. An emptied one stays: its version grows for ever.
create table stint_register (
  kind varbinary(160) not null,
  name varbinary(1200) not null,
  version bigint not null,
  content longblob not null,
  primary key (kind, name)
) engine = InnoDB, character set utf8mb4 collate utf8mb4_bin;
