package dev.stint.domain.life;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one run of a task leaves in its history: how it ended, at which attempt, and its own error.
 * A run is an attempt, however often it yielded, was snoozed or waited on the way.
 *
 * @param failure of this run; a success has none, even if the task remembers an earlier error
 */
public record RunRecord(TaskStatus status, int attempt, Optional<Failure> failure) {

  private static final Set<TaskStatus> ENDS =
      EnumSet.of(
          TaskStatus.SUCCEEDED,
          TaskStatus.FAILED,
          TaskStatus.CANCELLED,
          TaskStatus.RETRYING,
          TaskStatus.INTERRUPTED);

  /**
   * The record of a run; empty if it has none, for it goes on or its task is gone.
   *
   * @param ended as the stint ended
   * @param written as that is stored under the signal that was pending
   * @param keep how long the task is kept once it is finished; of a task that is not kept at all no
   *     record is
   */
  public static Optional<RunRecord> of(Outcome ended, Outcome written, Duration keep) {
    boolean gone = written.removed() || (written.finished() && keep.isZero());
    // One that failed, and is held from now on by a person's wish, has failed all the same.
    Run run = written.run().status() == TaskStatus.PAUSED ? ended.run() : written.run();
    return gone || !ENDS.contains(run.status()) ? Optional.empty() : Optional.of(of(run));
  }

  /** The record of a run that ended like this. */
  public static RunRecord of(Run run) {
    boolean failed =
        switch (run.status()) {
          case FAILED, RETRYING -> true;
          case INTERRUPTED -> !run.interruption().equals(Optional.of(Interruption.SHUTDOWN));
          default -> false;
        };
    return new RunRecord(
        run.status(), run.attempt(), failed ? run.lastFailure() : Optional.empty());
  }

  /**
   * Leaves the newest {@code most} of a history; none if that is 0.
   *
   * @param history oldest first; is changed
   */
  public static void trim(List<?> history, int most) {
    history.subList(0, Math.max(0, history.size() - most)).clear();
  }
}
