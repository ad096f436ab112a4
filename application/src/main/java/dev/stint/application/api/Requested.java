package dev.stint.application.api;

import dev.stint.domain.TaskId;

/** The answer to a request: the task that stands for it, and whether this request made it. */
public record Requested(TaskId id, boolean isNew, boolean otherArguments) {}
