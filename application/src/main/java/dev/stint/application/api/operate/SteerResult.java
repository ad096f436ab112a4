package dev.stint.application.api.operate;

/** What became of a command for one task. */
public enum SteerResult {
  /** It took effect at once. */
  DONE,
  /** The task is running: its worker has been signalled and follows at the next checkpoint. */
  SIGNALLED,
  /** It is not possible in the status that the task has. */
  REFUSED,
  /** There is no such task. */
  UNKNOWN
}
