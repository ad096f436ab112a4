-- Tombstones of tasks that ended alike in one settlement, one row for all of them: who they were and how they ended.
-- Their ids lie between first_id and last_id; what each has of its own stands in the order of the ids, null where none has any.
create table stint_tombstones (
  last_id uuid not null,
  first_id uuid not null,
  purge_at bigint not null,
  finished bigint not null,
  queue text not null,
  type text not null,
  lane smallint not null,
  priority integer not null,
  version integer not null,
  status text not null,
  action integer not null,
  attempt integer not null,
  fence bigint not null,
  sequence bigint not null,
  worker uuid not null,
  ids uuid[] not null,
  requested bigint[] not null,
  due bigint[] not null,
  started bigint[] not null,
  names text[],
  owners text[],
  serial_keys text[]
);
create index stint_tombstones_last on stint_tombstones (last_id);
create index stint_tombstones_purge on stint_tombstones (purge_at);
