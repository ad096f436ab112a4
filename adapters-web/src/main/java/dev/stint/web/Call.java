package dev.stint.web;

import static jakarta.servlet.http.HttpServletResponse.SC_NOT_FOUND;

import dev.stint.application.api.Principal;
import dev.stint.application.api.operate.TasksAs;
import dev.stint.domain.TaskId;
import dev.stint.domain.task.TaskRow;
import java.util.Optional;
import java.util.function.Function;

/**
 * One call that was let through.
 *
 * @param who calls
 * @param role what they may do
 * @param acting the ports as the caller has them
 * @param id of the task in the path, as it was said; else empty
 * @param header the headers of the request by their names
 * @param noted what the audit line is to say beside the path
 */
record Call(
    Principal who,
    ApiRole role,
    TasksAs acting,
    ApiPorts ports,
    ApiAccess access,
    String id,
    Query query,
    JsonFields fields,
    Function<String, Optional<String>> header,
    AuditLine noted) {

  Optional<String> idempotencyKey() {
    return header.apply("Idempotency-Key");
  }

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

  Payloads.View view(TaskRow row) {
    return access.masks().over(row, acting.ask())::apply;
  }

  TaskId taskId() {
    try {
      return TaskId.of(id);
    } catch (IllegalArgumentException e) {
      throw noTask();
    }
  }
}
