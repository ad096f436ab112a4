package dev.stint.application.api;

import dev.stint.domain.TaskId;
import java.util.List;

/** Whether the tasks were stored is unknown; ask again with these ids. */
public final class UnknownOutcomeException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient List<TaskId> ids;

  public UnknownOutcomeException(List<TaskId> ids, Throwable cause) {
    super("the store did not answer; whether these tasks are stored is unknown: " + ids, cause);
    this.ids = List.copyOf(ids);
  }

  public List<TaskId> ids() {
    return ids;
  }
}
