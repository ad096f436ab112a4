package dev.stint.domain.life;

/** The door by which the next stint enters the current action. */
public enum Entry {
  /** By its start hook, if it has one. */
  START,
  /** Straight on, at the cursor. */
  EXECUTE,
  /** By its recover hook, if it has one: the last try failed or was interrupted. */
  RECOVER
}
