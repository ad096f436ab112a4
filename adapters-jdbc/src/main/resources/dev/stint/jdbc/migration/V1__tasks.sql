-- Times are microseconds since 1970 on the store's clock. Live and finished tasks are kept apart:
-- a claim never walks over what is over.{ exact-note}
create table stint_task (
  id {uuid} not null,
  queue {exact 480} not null,
  type {exact 480} not null,
  lane smallint not null,
  priority integer not null,
  version integer not null,
  arguments {bytes} not null,
  plan {bytes} not null,
  options {bytes} not null,
  name {text},
  owner {chars 200},
  key_name {exact 800},
  key_scope {chars 20},
  serial_key {exact 800},
  status {chars 20} not null,
  phase {chars 20} not null,
  action integer not null,
  entry {chars 20} not null,
  position {bytes} not null,
  attempt integer not null,
  losses integer not null,
  hook_deaths integer not null,
  idle_yields integer not null,
  held_from {chars 20},
  blocked {chars 250},
  interruption {chars 20},
  failure_permanent smallint,
  failure_kind {chars 200},
  failure_message {text},
  failure_stack {long-text},
  fence bigint not null,
  sequence bigint not null,
  worker {uuid},
  claim_number bigint,
  before_claim {chars 20},
  pending_signal smallint not null,
  due bigint not null,
  claim_rank smallint not null,
  stand smallint not null,
  requested bigint not null,
  started bigint,
  progress_done bigint not null,
  progress_total bigint not null,
  progress_text {chars 500} not null,
  result {bytes} not null,
  awaited smallint not null default 0,
  primary key (id)
){table-end stint_task};

-- stand: 1 ready, 2 ready but suspect (run alone), 3 due later, 4 due but not its turn, 0 none of these. Only ready tasks are in the claim's way.
create index stint_task_ready on stint_task (stand, queue, type, lane, priority desc, claim_rank, due, id){
  where stand in (1, 2)};
create index stint_task_later on stint_task ({whole stand,}due){ where stand = 3};
create index stint_task_worker on stint_task (worker){ where worker is not null};
create index stint_task_turn on stint_task (serial_key, priority desc, requested, id){ where stand = 4};

create table stint_finished (
  id {uuid} not null,
  queue {exact 480} not null,
  type {exact 480} not null,
  lane smallint not null,
  priority integer not null,
  version integer not null,
  arguments {bytes} not null,
  plan {bytes} not null,
  options {bytes} not null,
  name {text},
  owner {chars 200},
  key_name {exact 800},
  key_scope {chars 20},
  serial_key {exact 800},
  status {chars 20} not null,
  phase {chars 20} not null,
  action integer not null,
  entry {chars 20} not null,
  position {bytes} not null,
  attempt integer not null,
  losses integer not null,
  hook_deaths integer not null,
  idle_yields integer not null,
  held_from {chars 20},
  blocked {chars 250},
  interruption {chars 20},
  failure_permanent smallint,
  failure_kind {chars 200},
  failure_message {text},
  failure_stack {long-text},
  fence bigint not null,
  sequence bigint not null,
  worker {uuid},
  claim_number bigint,
  before_claim {chars 20},
  pending_signal smallint not null,
  due bigint not null,
  claim_rank smallint not null,
  stand smallint not null,
  requested bigint not null,
  started bigint,
  progress_done bigint not null,
  progress_total bigint not null,
  progress_text {chars 500} not null,
  result {bytes} not null,
  finished bigint not null,
  purge_at bigint not null,
  tombstone smallint not null,
  primary key (id)
){table-end stint_finished};
create index stint_finished_purge on stint_finished (purge_at);

create table stint_key (
  name {exact 800} not null primary key,
  task {uuid} not null,
  scope {chars 20} not null
){table-end stint_key};

create table stint_worker (
  id {uuid} not null primary key,
  label {text} not null,
  live smallint not null,
  renewed bigint not null,
  lease bigint not null,
  types {long-text} not null
){table-end stint_worker};

create table stint_message (
  task {uuid} not null,
  fence bigint not null,
  sequence bigint not null,
  number integer not null,
  at bigint not null,
  level {chars 20} not null,
  words {text} not null,
  primary key (task, fence, sequence, number)
){table-end stint_message};

create table stint_attempt (
  task {uuid} not null,
  fence bigint not null,
  sequence bigint not null,
  at bigint not null,
  status {chars 20} not null,
  attempt integer not null,
  ran bigint not null,
  failure_permanent smallint,
  failure_kind {chars 200},
  failure_message {text},
  failure_stack {long-text},
  worker {uuid},
  result {bytes} not null,
  primary key (task, fence, sequence)
){table-end stint_attempt};

create table stint_set_aside (
  task {uuid} not null,
  item {exact 800} not null,
  content {bytes} not null,
  reason {text} not null,
  primary key (task, item)
){table-end stint_set_aside};

create table stint_mutex (
  name {exact 800} not null primary key,
  fence bigint not null,
  until bigint not null
){table-end stint_mutex};

-- Who waits for whom; owed_since: when the target ended or noted a milestone. Every target here is marked awaited.
create table stint_wait (
  target {uuid} not null,
  waiter {uuid} not null,
  owed_since bigint,
  primary key (target, waiter)
){table-end stint_wait};
create index stint_wait_owed on stint_wait (owed_since){ where owed_since is not null};

-- The serial keys in use and who holds each. A row is locked before its holder is chosen.
create table stint_serial (
  name {exact 800} not null primary key,
  holder {uuid}
){table-end stint_serial};

-- Keys that somebody has to look at: a task came to them inside a caller's transaction, or was passed over.
create table stint_turn (
  task {uuid} not null primary key,
  serial_key {exact 800} not null,
  since bigint not null
){table-end stint_turn};
create index stint_turn_since on stint_turn (since);

-- Small named records changed by compare-and-set. An emptied one stays: its version grows for ever.
create table stint_register (
  kind {exact 160} not null,
  name {exact 1200} not null,
  version bigint not null,
  content {bytes} not null,
  primary key (kind, name)
){table-end stint_register};
