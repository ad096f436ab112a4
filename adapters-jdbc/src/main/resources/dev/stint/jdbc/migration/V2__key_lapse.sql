-- Until when a key of scope ALWAYS still answers for a task that is gone; null while the task is there.
alter table stint_key add column until bigint;
create index stint_key_until on stint_key (until){ where until is not null};
