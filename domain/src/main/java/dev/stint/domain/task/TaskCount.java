package dev.stint.domain.task;

import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.life.TaskStatus;

/** How many tasks of a line and lane have a status. */
public record TaskCount(Line line, Lane lane, TaskStatus status, long tasks) {}
