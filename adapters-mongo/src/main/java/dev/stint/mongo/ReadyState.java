package dev.stint.mongo;

import dev.stint.domain.life.Run;

/**
 * Where a task is kept: among the ready, the suspects, the later, the running ones, or in no hot
 * index at all. A number, because partial indexes are cut along it.
 */
final class ReadyState {

  static final int NOWHERE = 0;
  static final int READY = 1;
  static final int SUSPECT = 2;
  static final int LATER = 3;
  static final int RUNNING = 4;

  private ReadyState() {}

  static int of(Run run, long due, long now) {
    if (!run.claimable()) {
      return NOWHERE;
    }
    return due > now ? LATER : onceDue(run);
  }

  /** The place if it is due. */
  static int onceDue(Run run) {
    if (!run.claimable()) {
      return NOWHERE;
    }
    return run.suspect() ? SUSPECT : READY;
  }
}
