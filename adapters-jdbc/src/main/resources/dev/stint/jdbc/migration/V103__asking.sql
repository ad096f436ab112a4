-- Finished tasks are counted and listed by where they stand, and by who owns them, without reading the rest.
create index stint_finished_place on stint_finished ({whole tombstone,}queue, type, lane, status, id){ where tombstone = 0};
create index stint_finished_owner on stint_finished (owner, id){ where owner is not null and tombstone = 0};
