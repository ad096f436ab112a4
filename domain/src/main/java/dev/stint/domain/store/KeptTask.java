package dev.stint.domain.store;

import dev.stint.domain.life.Outcome;
import java.time.Duration;

/**
 * What stays of a task that is over: its whole record, or a tombstone, which says who it was and
 * how it ended and answers late writers.
 *
 * @param time how long it stays, from its finish; a tombstone that a person leaves of a finished
 *     task, from then
 */
public record KeptTask(boolean tombstone, Duration time) {

  /** Ten minutes, which outlast every writer that may still come. */
  public static final KeptTask TOMBSTONE = new KeptTask(true, Duration.ofMinutes(10));

  /**
   * @param end how the task ended
   * @param keep how long its record is to stay; not at all if zero
   */
  public static KeptTask of(Outcome end, Duration keep) {
    return of(end.removed() ? Duration.ZERO : keep);
  }

  /** Of a task that nobody removed. */
  public static KeptTask of(Duration keep) {
    return keep.isZero() ? TOMBSTONE : new KeptTask(false, keep);
  }
}
