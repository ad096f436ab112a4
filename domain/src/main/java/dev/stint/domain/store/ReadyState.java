package dev.stint.domain.store;

import dev.stint.domain.life.BlockReason;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;

/**
 * Where a store keeps a live task, so that a claim finds what is ready without a look at the rest.
 * Stored by {@link #code}.
 */
public enum ReadyState {
  /** Out of the way of claims: running, or held. */
  NONE(0),
  /** To be claimed. */
  READY(1),
  /** To be claimed, and run alone: its last worker vanished. */
  SUSPECT(2),
  /** To be claimed once it is due. */
  LATER(3),
  /** Due, and not its turn in its serial key. */
  TURN(4);

  private final int code;

  ReadyState(int code) {
    this.code = code;
  }

  /** The number that is stored; statements and indexes name it. */
  public int code() {
    return code;
  }

  /**
   * @param due whether its due time has come
   */
  public static ReadyState of(Run run, boolean due) {
    ReadyState state = onceDue(run);
    return state.ready() && !due ? LATER : state;
  }

  /** The state if it is due. */
  public static ReadyState onceDue(Run run) {
    if (run.status() == TaskStatus.BLOCKED && run.blockedBy(BlockReason.TURN)) {
      return TURN;
    }
    if (!run.claimable()) {
      return NONE;
    }
    return run.suspect() ? SUSPECT : READY;
  }

  /** Whether a claim may take it. */
  public boolean ready() {
    return this == READY || this == SUSPECT;
  }
}
