package dev.stint.application.api;

/** What a request with a key does if the key's task is not over. */
public enum UniquePolicy {
  /** Answers that task. */
  RETURN_EXISTING,
  /** Is refused, naming that task. */
  REJECT,
  /**
   * Cancels that task and takes its place; a running one gets a CANCEL signal and is answered,
   * flagged as ending, until it is over. For keys of scope ACTIVE.
   */
  REPLACE
}
