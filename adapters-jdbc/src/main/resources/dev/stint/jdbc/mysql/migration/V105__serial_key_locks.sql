-- How often a serial key was locked: a row that is locked and not changed is free to the other nodes of a Galera cluster.
alter table stint_serial add column locks bigint not null default 0;
