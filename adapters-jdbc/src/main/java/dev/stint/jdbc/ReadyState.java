package dev.stint.jdbc;

import dev.stint.domain.life.BlockReason;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;

/**
 * Where a live task is kept: among the ready, the suspects, the later ones, their turn, or none of
 * them.
 */
final class ReadyState {

  static final int NOWHERE = 0;
  static final int READY = 1;
  static final int SUSPECT = 2;
  static final int LATER = 3;

  /** Due, and not its turn in its serial key. */
  static final int TURN = 4;

  private ReadyState() {}

  static int of(Run run, long due, long now) {
    int place = onceDue(run);
    return place == READY || place == SUSPECT ? (due > now ? LATER : place) : place;
  }

  /** The place if it is due. */
  static int onceDue(Run run) {
    if (run.status() == TaskStatus.BLOCKED && run.blockedBy(BlockReason.TURN)) {
      return TURN;
    }
    if (!run.claimable()) {
      return NOWHERE;
    }
    return run.suspect() ? SUSPECT : READY;
  }
}
