package dev.stint.domain.life;

/** Says that the transition table does not allow what was asked. */
public final class IllegalTransitionException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  IllegalTransitionException(TaskStatus from, TaskEvent event, TaskStatus to) {
    super(event + " does not lead from " + from + " to " + to);
  }
}
