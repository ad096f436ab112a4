package dev.stint.web;

import static jakarta.servlet.http.HttpServletResponse.SC_NOT_FOUND;

import dev.stint.application.api.operate.TasksAs;
import dev.stint.domain.TaskId;
import dev.stint.domain.task.TaskRow;
import java.util.Optional;

/**
 * One call that was let through.
 *
 * @param acting the ports as the caller has them
 * @param id of the task in the path, as it was said; else empty
 * @param idempotencyKey the header of this name
 * @param noted what the audit line is to say beside the path
 */
record Call(
    TasksAs acting,
    ApiPorts ports,
    Admission admission,
    String id,
    Query query,
    JsonFields fields,
    Optional<String> idempotencyKey,
    AuditLine noted) {

  /** One sentence for what is not there and for what may not be seen. */
  static HttpError noTask() {
    return new HttpError(SC_NOT_FOUND, "there is no such task");
  }

  /**
   * The task of the path.
   *
   * @throws HttpError if there is none that the caller may see
   */
  TaskRow task() {
    return acting.ask().find(taskId()).orElseThrow(Call::noTask);
  }

  TaskId taskId() {
    try {
      return TaskId.of(id);
    } catch (IllegalArgumentException e) {
      throw noTask();
    }
  }
}
