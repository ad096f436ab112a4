package dev.stint.domain.store;

import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;

/** What a person's command does to the record of a task that is as the person saw it. */
public enum SteerMove {
  /** Nothing: it is in a worker's hands, who is left a signal instead. */
  REFUSED,
  /** The task goes on, or is held, where it stands. */
  LIVE,
  /** The task is over. */
  END,
  /** A finished task leaves a tombstone only. */
  TOMBSTONE,
  /** A finished task lives again, a change of hands. */
  RESTART;

  public static SteerMove of(Run seen, Outcome outcome) {
    if (seen.status() == TaskStatus.RUNNING) {
      return REFUSED;
    }
    if (seen.status().finished()) {
      return outcome.finished() ? TOMBSTONE : RESTART;
    }
    return outcome.finished() ? END : LIVE;
  }
}
