package dev.stint.web;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.api.operate.RenderedLink;
import dev.stint.domain.Message;
import dev.stint.domain.TaskId;
import dev.stint.domain.task.TaskMessage;
import dev.stint.domain.task.TaskRow;
import java.util.List;
import java.util.Optional;

/** Tasks: looked for, and looked at. */
final class TaskRoutes {

  private static final String TASK = "/tasks/" + Route.ID;

  private TaskRoutes() {}

  static List<Route> all() {
    return List.of(
        Route.get("/tasks", TaskSearchQuery.PARAMETERS, TaskRoutes::search),
        Route.get(TASK, List.of(), TaskRoutes::one),
        Route.get(TASK + "/history", Slice.PARAMETERS, TaskRoutes::history),
        Route.get(TASK + "/messages", Slice.PARAMETERS, TaskRoutes::messages),
        Route.get(TASK + "/set-aside", Slice.PARAMETERS, TaskRoutes::setAside));
  }

  private static ApiAnswer search(Call call) {
    var page = call.acting().ask().search(TaskSearchQuery.read(call.query()));
    return ApiAnswer.ok(
        Facts.of("tasks", Facts.list(page.tasks(), TaskFacts::row)).with("next", page.next()));
  }

  private static ApiAnswer one(Call call) {
    TaskRow row = call.task();
    AskTasks ask = call.acting().ask();
    return ApiAnswer.ok(
            TaskFacts.whole(row, call.view(row))
                .with("link", link(ask, row.id()).map(TaskRoutes::facts))
                .with("notice", ask.notice(row.id())))
        .tagged(TaskTag.of(row.standing()));
  }

  /** None if this build cannot read it. */
  static Optional<RenderedLink> link(AskTasks ask, TaskId task) {
    try {
      return ask.link(task);
    } catch (ArgumentCodec.UnreadableException e) {
      return Optional.empty();
    }
  }

  static Facts facts(RenderedLink link) {
    return Facts.of("text", link.text()).with("url", link.url()).with("target", link.target());
  }

  private static ApiAnswer history(Call call) {
    TaskRow row = call.task();
    Payloads.View view = call.view(row);
    Slice slice = Slice.of(call.query());
    return slice.of(
        "history",
        count -> call.acting().ask().history(row.id(), count, slice.skip()),
        past -> TaskFacts.history(past, view));
  }

  private static ApiAnswer messages(Call call) {
    List<TaskMessage> shown = shown(call.acting().ask(), call.task().id());
    return Slice.of(call.query()).of("messages", shown, TaskFacts::message);
  }

  static List<TaskMessage> shown(AskTasks ask, TaskId task) {
    return ask.messages(task).stream()
        .filter(m -> m.message().level() != Message.Level.LINK)
        .toList();
  }

  private static ApiAnswer setAside(Call call) {
    TaskRow row = call.task();
    Payloads.View view = call.view(row);
    Slice slice = Slice.of(call.query());
    return slice.of(
        "setAside",
        count -> call.acting().ask().setAside(row.id(), count, slice.skip()),
        item -> TaskFacts.setAside(item, view));
  }
}
