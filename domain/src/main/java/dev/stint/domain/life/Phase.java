package dev.stint.domain.life;

/** How far a RUNNING task has come since its claim; written ahead of what it names. */
public enum Phase {
  /** Not running. */
  NONE,
  /** Claimed: user code has perhaps begun. */
  CLAIMED,
  /** In the start hook of its action. */
  STARTING,
  /** In the action itself, or past a checkpoint. */
  EXECUTING,
  /** In the recover hook of its action. */
  RECOVERING
}
