package dev.stint.domain.policy;

/** What becomes of the task when one of its actions gives up. */
public enum GiveUp {
  /** The task ends FAILED. */
  FAIL_TASK,
  /** The action is dropped and the next one starts (seed 000). */
  CONTINUE
}
