-- The ready state of a task: 1 ready, 2 ready but suspect (run alone), 3 due later, 4 due but not its turn, 0 none of these.
alter table stint_task rename column stand to ready_state;
alter table stint_finished rename column stand to ready_state;
