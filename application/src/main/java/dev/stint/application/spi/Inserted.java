package dev.stint.application.spi;

import dev.stint.domain.TaskId;

/**
 * What became of one insert: the id of the task that now stands for the request, whether this
 * insert made it, and whether an older task of the same key has other arguments.
 */
public record Inserted(TaskId id, boolean isNew, boolean otherArguments) {}
