package dev.stint.domain.life;

import dev.stint.domain.Due;
import java.time.Duration;

/**
 * What the end of a stint, or a person's wish, makes of a task: its new run, its due time and its
 * place among the ready. A store writes it as it is.
 *
 * @param removed whether the record is to go, leaving a tombstone
 */
public record Outcome(Run run, Due due, ClaimRank rank, boolean removed) {

  /** Ready at once, in the order of due times. */
  public static Outcome of(Run run, Due due) {
    return new Outcome(run, due, ClaimRank.ORDINARY, false);
  }

  static Outcome of(Run run, Due due, ClaimRank rank) {
    return new Outcome(run, due, rank, false);
  }

  /**
   * A claimed task handed back: as it was, as if nobody had claimed it.
   *
   * @param before its run before the claim
   * @param rank its rank then
   */
  public static Outcome released(Run before, ClaimRank rank) {
    return new Outcome(before, Due.UNCHANGED, rank, false);
  }

  /** A copy that, if the task is tried again, tries it after this delay. */
  public Outcome retriedIn(Duration wait) {
    return run.status() == TaskStatus.RETRYING
        ? new Outcome(run, Due.in(wait), rank, removed)
        : this;
  }

  /** Whether the next stint does again what this one did since its last checkpoint. */
  public boolean repeats() {
    return run.status() == TaskStatus.RETRYING || run.status() == TaskStatus.INTERRUPTED;
  }

  /** A copy that, unless the task is over, tells its next stint with which requests to go on. */
  public Outcome requesting(RequestSeries series) {
    return finished() ? this : new Outcome(run.requesting(series), due, rank, removed);
  }

  /** A copy whose next stint requests tasks under ids of its own. */
  public Outcome withoutRequests() {
    Run plain = run.withoutRequests();
    return plain == run ? this : new Outcome(plain, due, rank, removed);
  }

  /** Whether the task is over. */
  public boolean finished() {
    return removed || run.status().finished();
  }

  /**
   * The same end, bent by a signal that was pending when it landed: SUCCEEDED and FAILED win over
   * it, REMOVE excepted; all else obeys it.
   */
  public Outcome under(Signal signal) {
    return switch (signal) {
      case NONE -> this;
      case REMOVE -> run.status().finished() ? over(run, true) : over(cancelled(), true);
      case CANCEL -> run.status().finished() ? this : over(cancelled(), removed);
      case PAUSE -> run.status().finished() ? this : new Outcome(paused(), due, rank, removed);
    };
  }

  /** What is over is not due any more: its due time stays what it was. */
  private Outcome over(Run end, boolean gone) {
    return new Outcome(end, Due.UNCHANGED, rank, gone);
  }

  private Run cancelled() {
    return run.change().by(TaskEvent.CANCEL, TaskStatus.CANCELLED).done();
  }

  private Run paused() {
    return run.change().paused().done();
  }
}
