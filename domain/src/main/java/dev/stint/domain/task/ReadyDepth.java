package dev.stint.domain.task;

import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.life.BlockReason;
import dev.stint.domain.life.Run;
import java.time.Instant;

/**
 * How many tasks of a line and lane are ready, and when the oldest of them was due.
 *
 * @param oldestDue of all that are ready, also beyond those that were counted
 * @param atLeast whether there may be more: the store stopped counting
 */
public record ReadyDepth(Line line, Lane lane, long ready, Instant oldestDue, boolean atLeast) {

  /** All of them. */
  public ReadyDepth(Line line, Lane lane, long ready, Instant oldestDue) {
    this(line, lane, ready, oldestDue, false);
  }

  /** Counted up to {@code most}; the caller need not count further than one task beyond it. */
  public static ReadyDepth upTo(long most, Line line, Lane lane, long counted, Instant oldestDue) {
    return new ReadyDepth(line, lane, Math.min(most, counted), oldestDue, counted > most);
  }

  /** These tasks and those of another depth, of the same line and lane. */
  public ReadyDepth and(ReadyDepth other) {
    Instant oldest = oldestDue.isBefore(other.oldestDue) ? oldestDue : other.oldestDue;
    return new ReadyDepth(line, lane, ready + other.ready, oldest, atLeast || other.atLeast);
  }

  /** As people read it: {@code 17}, or {@code 10,000+} where there may be more. */
  public String figure() {
    return TaskCount.figure(ready, atLeast);
  }

  /**
   * Whether a ready task counts: not if it only has to look whether what it waits for has come,
   * which says nothing of how much work there is.
   */
  public static boolean counts(Run ready) {
    return ready.status().claimable() && !ready.blockedBy(BlockReason.TASK);
  }
}
