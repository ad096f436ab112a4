package dev.stint.application.api;

import dev.stint.domain.TaskId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the tasks were stored is unknown; ask again with these ids. The message ends with the
 * store's last words, so it is for operators.
 */
public final class UnknownOutcomeException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient List<TaskId> ids;

  public UnknownOutcomeException(List<TaskId> ids, Throwable cause) {
    super(
        "the store did not take them in time; whether these tasks are stored is unknown: "
            + ids
            + last(cause),
        cause);
    this.ids = List.copyOf(ids);
  }

  private static String last(@Nullable Throwable cause) {
    String words = cause == null ? null : cause.getMessage();
    return words == null ? "" : "; the last answer was: " + words.replaceAll("\\s+", " ");
  }

  public List<TaskId> ids() {
    return ids;
  }
}
