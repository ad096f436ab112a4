package dev.stint.domain.life;

/**
 * What a person asked of a running task and its worker has still to see, the weakest first; stored
 * by its ordinal.
 */
public enum Signal {
  NONE,
  PAUSE,
  CANCEL,
  REMOVE;

  /** Which of two that were asked for stands: REMOVE beats CANCEL beats PAUSE. */
  public Signal orStronger(Signal other) {
    return compareTo(other) < 0 ? other : this;
  }
}
