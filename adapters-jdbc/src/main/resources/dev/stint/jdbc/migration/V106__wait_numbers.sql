-- The fence of the claim that registered a wait, so that clearing one leaves a newer one alone; 0 for those that are there.
alter table stint_wait add column fence bigint not null default 0;
