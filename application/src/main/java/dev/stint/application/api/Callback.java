package dev.stint.application.api;

import dev.stint.domain.TaskId;
import java.util.Optional;

/**
 * Makes a task the callback of another: see {@link RequestTasks#requestThen}.
 *
 * @param of the task whose end it is told
 * @param end how that ended, once the callback was told
 */
public record Callback(TaskId of, Optional<TaskEnd> end) {}
