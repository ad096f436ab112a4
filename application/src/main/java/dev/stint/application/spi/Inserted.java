package dev.stint.application.spi;

import dev.stint.domain.TaskId;
import dev.stint.domain.task.TaskSpec;

/**
 * What became of one insert: the id of the task that now stands for the request, whether this
 * insert made it, and whether an older task that has its key or its id is of another type or has
 * other arguments, as {@link TaskSpec#differs} says; of a tombstone that is not known.
 */
public record Inserted(TaskId id, boolean isNew, boolean otherArguments) {}
