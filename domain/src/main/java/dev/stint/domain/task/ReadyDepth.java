package dev.stint.domain.task;

import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.life.BlockReason;
import dev.stint.domain.life.Run;
import java.time.Instant;

/** How many tasks of a line and lane are ready, and when the oldest of them was due. */
public record ReadyDepth(Line line, Lane lane, long ready, Instant oldestDue) {

  /**
   * Whether a ready task counts: not if it only has to look whether what it waits for has come,
   * which says nothing of how much work there is.
   */
  public static boolean counts(Run ready) {
    return ready.status().claimable() && !ready.blockedBy(BlockReason.TASK);
  }
}
