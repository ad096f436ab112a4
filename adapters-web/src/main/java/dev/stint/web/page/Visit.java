package dev.stint.web.page;

import static jakarta.servlet.http.HttpServletResponse.SC_BAD_REQUEST;
import static jakarta.servlet.http.HttpServletResponse.SC_NOT_FOUND;

import dev.stint.application.api.Principal;
import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.api.operate.Monitor;
import dev.stint.application.api.operate.TasksAs;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.task.TaskRow;
import dev.stint.web.ApiPorts;
import dev.stint.web.ApiRole;
import dev.stint.web.AuditLine;
import dev.stint.web.HttpError;
import dev.stint.web.Masks;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * One call that was let through.
 *
 * @param who they are
 * @param masks what is shown to nobody
 * @param id of the task in the path, as it was said; else empty
 * @param memory what the page keeps in mind from look to look
 * @param line the record of a change, which says what it is about
 */
record Visit(
    Principal who,
    TasksAs acting,
    ApiPorts ports,
    ApiRole role,
    Masks masks,
    String id,
    Form form,
    Shell shell,
    AuditLine line,
    Memory memory,
    Instant now) {

  /** The same call, of a task. */
  Visit of(String task) {
    return new Visit(who, acting, ports, role, masks, task, form, shell, line, memory, now);
  }

  /** The same call, of a page that is asked for by this. */
  Visit asking(Form other) {
    return new Visit(who, acting, ports, role, masks, id, other, shell, line, memory, now);
  }

  AskTasks ask() {
    return acting.ask();
  }

  /** Figures of the whole store as they are. */
  Stand stand() {
    return Stand.of(ask(), ports.queues());
  }

  /** The same, of what a look for trouble found. */
  Stand sharedStand(Monitor seen) {
    return memory.stand().get(() -> Stand.of(seen, ask(), ports.queues()));
  }

  /** The same as it is, or was a moment ago. */
  Stand sharedStand() {
    return memory.stand().get(this::stand);
  }

  boolean may(ApiRole needed) {
    return role.covers(needed);
  }

  /** What may be shown of what a task has. */
  Function<Payload, String> shown(TaskRow row) {
    return masks.over(row, ask());
  }

  /** One sentence for what is not there and for what may not be seen. */
  static HttpError noTask() {
    return new HttpError(SC_NOT_FOUND, "there is no such task");
  }

  /**
   * The task of the path.
   *
   * @throws HttpError if there is none that they may see
   */
  TaskRow task() {
    return ask().find(taskId(id)).orElseThrow(Visit::noTask);
  }

  static TaskId taskId(String text) {
    try {
      return TaskId.of(text);
    } catch (IllegalArgumentException e) {
      throw noTask();
    }
  }

  /** What a form names, as the domain reads it. */
  <T> T named(String field, Function<String, T> kind) {
    String said = form.text(field).orElseThrow(() -> missing(field));
    line.with(field, said);
    return Form.checked(field, () -> kind.apply(said));
  }

  private static HttpError missing(String field) {
    return new HttpError(SC_BAD_REQUEST, "the field '" + field + "' is missing");
  }

  Reply back(String path, String done) {
    String sign = path.contains("?") ? "&" : "?";
    return Reply.seeOther(shell.base() + path + sign + "done=" + done.toLowerCase(Locale.ROOT));
  }

  Optional<String> text(String name) {
    return form.text(name);
  }
}
