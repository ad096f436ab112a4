create table if not exists placed (id integer primary key);
create table if not exists shipped (id integer primary key);
create table if not exists loaded (id integer primary key);
create table if not exists taken (id integer primary key);
