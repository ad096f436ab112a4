package dev.stint.domain.store;

import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Replay;
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
  /** A finished task lives again, a change of hands; its result goes. */
  RESTART,
  /** A finished task lives again likewise, to do again what it set aside; its result stays. */
  REPLAY;

  public static SteerMove of(Run seen, Outcome outcome) {
    if (seen.status() == TaskStatus.RUNNING) {
      return REFUSED;
    }
    if (seen.status().finished()) {
      return outcome.finished() ? TOMBSTONE : back(outcome);
    }
    return outcome.finished() ? END : LIVE;
  }

  private static SteerMove back(Outcome outcome) {
    return Replay.of(outcome.run().cursor()).isPresent() ? REPLAY : RESTART;
  }

  /** Whether a finished task lives again. */
  public boolean revives() {
    return this == RESTART || this == REPLAY;
  }
}
