package dev.stint.web;

import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.api.operate.Catalogue;
import dev.stint.application.api.operate.Monitor;
import dev.stint.application.api.operate.Scheduled;
import dev.stint.domain.SealedPayload;
import dev.stint.domain.policy.Gate;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.WorkerView;
import java.util.List;

/**
 * The JSON objects of the API, for programs that print them without a server: a program that reads
 * the one reads the other. Nothing is masked.
 */
public final class ApiRecords {

  private ApiRecords() {}

  /** As {@code GET /tasks} has it. */
  public static String task(TaskRow row) {
    return JsonText.of(TaskFacts.row(row));
  }

  /** As {@code GET /tasks/ID} has it, with its history, messages and items set aside as members. */
  public static String whole(TaskRow row, AskTasks ask, int most) {
    Payloads.View view = SealedPayload::shown;
    return JsonText.of(
        TaskFacts.whole(row, view)
            .with("link", TaskRoutes.link(ask, row.id()).map(TaskRoutes::facts))
            .with(
                "history",
                Facts.list(ask.history(row.id(), most, 0), h -> TaskFacts.history(h, view)))
            .with("messages", Facts.list(TaskRoutes.shown(ask, row.id()), TaskFacts::message))
            .with(
                "setAside",
                Facts.list(ask.setAside(row.id(), most, 0), s -> TaskFacts.setAside(s, view))));
  }

  /** As {@code GET /queues} has them. */
  public static List<String> queues(AskTasks ask, List<Gate> gates) {
    LineFigures figures = LineFigures.ofQueues(ask, gates);
    return figures.names().stream()
        .map(name -> JsonText.of(LineRoutes.figured(figures, name)))
        .toList();
  }

  /** As {@code GET /workers} has it. */
  public static String worker(WorkerView worker) {
    return JsonText.of(FigureRoutes.worker(worker));
  }

  /** As {@code GET /types} has it, without figures. */
  public static String type(Catalogue.TypeEntry type) {
    return JsonText.of(LineRoutes.type(type));
  }

  /** As {@code GET /schedules} has it. */
  public static String schedule(Scheduled schedule) {
    return JsonText.of(ScheduleRoutes.facts(schedule));
  }

  /** As {@code GET /monitor} has it. */
  public static String monitor(Monitor seen) {
    return JsonText.of(FigureRoutes.monitor(seen));
  }

  /** As {@code GET /health} has it, with what is ready, the counts and the workers as members. */
  public static String health(AskTasks ask) {
    return JsonText.of(
        FigureRoutes.health(ask.health())
            .with("depths", Facts.list(ask.depths(), FigureRoutes::depth))
            .with("counts", Facts.list(ask.counts(), FigureRoutes::count))
            .with("workers", Facts.list(ask.workers(), FigureRoutes::worker)));
  }
}
