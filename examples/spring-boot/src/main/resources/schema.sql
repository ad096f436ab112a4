-- Run at each start.
create table if not exists customer (id bigint primary key, email varchar(200), spent int);
insert into customer
select x, 'customer-' || x || '@example.com', x * 7 from system_range(1, 2000)
where not exists (select 1 from customer);

create table if not exists visit (id varchar(40) primary key, ended timestamp with time zone);
insert into visit
select 'visit-' || x, dateadd(hour, 12 - 24 * x, current_timestamp) from system_range(1, 100)
where not exists (select 1 from visit);
