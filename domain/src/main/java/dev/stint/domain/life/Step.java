package dev.stint.domain.life;

/** What a worker does next with a task in its hands. */
public enum Step {
  /** Call the start hook. */
  START,
  /** Call the action. */
  EXECUTE,
  /** Call the recover hook. */
  RECOVER,
  /** The hook died once too often: give the action up. */
  GIVE_UP,
  /** No action is left: the task is over. */
  FINISH;

  /** The phase of a run while this is under way. */
  Phase phase() {
    return switch (this) {
      case START -> Phase.STARTING;
      case RECOVER -> Phase.RECOVERING;
      case EXECUTE, GIVE_UP, FINISH -> Phase.EXECUTING;
    };
  }
}
