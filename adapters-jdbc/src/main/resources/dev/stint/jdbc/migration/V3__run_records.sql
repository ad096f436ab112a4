-- Of the run that finished a task: how long it worked in its last stint, negative if its history has no record of
-- it; and how many records that history has at most. Both are null of tasks that an older build finished.
alter table stint_finished add column ran bigint;
alter table stint_finished add column records integer;
