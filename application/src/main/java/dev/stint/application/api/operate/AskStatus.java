package dev.stint.application.api.operate;

import dev.stint.application.spi.StoreException;
import dev.stint.domain.Bounds;
import dev.stint.domain.TaskId;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * How the work of somebody stands, and when it is over. A finished task, failed ones included, is
 * not active.
 */
public interface AskStatus {

  /** Longer than anybody waits: a hundred years. */
  Duration WITHOUT_END = Bounds.LONGEST_SPAN;

  /** The task of this type (or of its aliases) that was requested last. */
  Optional<TaskRow> latest(String type);

  /** The task of this owner that was requested last. */
  Optional<TaskRow> latestOf(String owner);

  /** Whether some task of this type (or of its aliases) is not over. */
  boolean existsActive(String type);

  /** Whether the task of this key is not over. */
  boolean existsActiveKey(String key);

  /**
   * Waits until the task is finished; answers how it stands then, or when time is up. Empty: there
   * is no such task.
   *
   * @param atMost from 0; {@link #WITHOUT_END} and all longer ones have no end
   * @throws IllegalArgumentException if it is negative
   */
  Optional<TaskRow> await(TaskId task, Duration atMost);

  /** Waits without end until the task is finished. */
  default Optional<TaskRow> await(TaskId task) {
    return await(task, WITHOUT_END);
  }

  /**
   * Completes once the task is finished, or when time is up, without a thread that waits. Passing
   * errors of the store are outlived; it completes exceptionally by a {@link StoreException} that
   * is permanent.
   *
   * @param atMost as of {@link #await(TaskId, Duration)}
   * @throws IllegalArgumentException if it is negative
   */
  CompletionStage<Optional<TaskRow>> awaitAsync(TaskId task, Duration atMost);

  /** Completes once the task is finished. */
  default CompletionStage<Optional<TaskRow>> awaitAsync(TaskId task) {
    return awaitAsync(task, WITHOUT_END);
  }

  /** The newest link that the task offers, its URL made now. */
  Optional<RenderedLink> link(TaskId task);

  /** Words for who asked for the task; empty if there is no such task. */
  Optional<String> notice(TaskId task);
}
