package dev.stint.domain.life;

/** What a person asked of a running task and its worker has still to see. */
public enum Signal {
  NONE,
  PAUSE,
  CANCEL,
  REMOVE
}
