package dev.stint.domain.policy;

/** Whether the task at the head of a serial key keeps the key while it is not running. */
public enum HeadPolicy {
  /** It keeps the key until it is finished, paused or removed: what follows waits, whatever. */
  HOLD,
  /** It gives the key up whenever it is not running, and waits for its turn again. */
  STEP_ASIDE
}
