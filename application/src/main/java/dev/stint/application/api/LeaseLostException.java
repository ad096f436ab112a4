package dev.stint.application.api;

import dev.stint.domain.TaskId;

/** The task has another owner now; nothing more that this stint writes will land. */
public final class LeaseLostException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public LeaseLostException(TaskId task) {
    super("task " + task + " changed hands");
  }
}
