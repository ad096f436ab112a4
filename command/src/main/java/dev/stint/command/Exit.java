package dev.stint.command;

/** What the command's exit codes mean. */
final class Exit {
  static final int OK = 0;

  /** A task failed, or was cancelled. */
  static final int FAILED = 1;

  /** The words of the call are off. */
  static final int USAGE = 2;

  /** What was asked cannot be done: the input does not fit. */
  static final int REFUSED = 3;

  /** The store cannot be reached or written. */
  static final int STORE = 4;

  /** Time was up, or somebody stopped it: work is left. */
  static final int WORK_LEFT = 5;

  /** A worker was told to end and to stay down: its supervisor is not to start it again. */
  static final int STAY_DOWN = 100;

  private Exit() {}
}
