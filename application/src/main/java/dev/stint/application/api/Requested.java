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
 * @param callback the answer for the callback that was stored with it: see {@link
 *     RequestTasks#requestThen}
 */
public record Requested(
    TaskId id,
    boolean isNew,
    boolean otherArguments,
    Optional<TaskId> replaced,
    boolean ending,
    Optional<Requested> callback) {

  public Requested(TaskId id, boolean isNew, boolean otherArguments) {
    this(id, isNew, otherArguments, Optional.empty(), false, Optional.empty());
  }

  /** The same, with a callback. */
  public Requested with(Optional<Requested> told) {
    return new Requested(id, isNew, otherArguments, replaced, ending, told);
  }

  /** The same, in the place of another task if there is one, or of one that is to end. */
  public Requested replacing(Optional<TaskId> other, boolean stillEnding) {
    return new Requested(id, isNew, otherArguments, other, stillEnding, callback);
  }
}
