package dev.stint.web;

import static jakarta.servlet.http.HttpServletResponse.SC_BAD_REQUEST;
import static jakarta.servlet.http.HttpServletResponse.SC_NOT_FOUND;

import dev.stint.application.api.Principal;
import dev.stint.application.api.operate.TasksAs;
import dev.stint.domain.TaskId;
import dev.stint.domain.task.TaskRow;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One call that was let through.
 *
 * @param who calls
 * @param role what they may do
 * @param acting the ports as the caller has them
 * @param id of the task in the path, as it was said; else empty
 * @param headers the headers of the request by their names, one value a line
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
    Function<String, List<String>> headers,
    AuditLine noted) {

  /**
   * A header that has one value.
   *
   * @throws HttpError if it was sent several times: either could be the one that is meant
   */
  Optional<String> header(String name) {
    List<String> said = headers.apply(name);
    if (said.size() > 1) {
      throw new HttpError(SC_BAD_REQUEST, "the header '" + name + "' can be given once");
    }
    return said.stream().findFirst();
  }

  Optional<String> idempotencyKey() {
    return header("Idempotency-Key");
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
