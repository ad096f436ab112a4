package dev.stint.application.api;

import dev.stint.domain.TaskId;
import java.util.Optional;

/**
 * The answer to a request: the task that stands for it, and whether this request made it.
 *
 * @param otherArguments whether the task that has the key or the id is of another type, or has
 *     other arguments, than was asked for
 * @param replaced the task that was cancelled to make place for this one
 * @param ending whether the task answered runs and was told to end, so that asking again later can
 *     take its place
 */
public record Requested(
    TaskId id, boolean isNew, boolean otherArguments, Optional<TaskId> replaced, boolean ending) {

  public Requested(TaskId id, boolean isNew, boolean otherArguments) {
    this(id, isNew, otherArguments, Optional.empty(), false);
  }
}
