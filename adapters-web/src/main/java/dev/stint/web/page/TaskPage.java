package dev.stint.web.page;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.operate.AskTasks;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.Run;
import dev.stint.domain.task.HistoryRow;
import dev.stint.domain.task.TaskMessage;
import dev.stint.domain.task.TaskRow;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** One task, with all that is kept of it. */
final class TaskPage {

  private static final int MESSAGES = 200;
  private static final int RUNS = 50;
  private static final int ASIDE = 100;

  private TaskPage() {}

  static List<PageRoute> routes() {
    return List.of(PageRoute.look("/tasks/*", TaskPage::show).watched(PageWatch::task));
  }

  private static Reply show(Visit visit) {
    TaskRow row = visit.task();
    TaskView view = view(visit, row);
    Shell titled = visit.shell().titled(view.line().name(), "tasks");
    Shell shell = row.status().finished() ? titled.still() : titled;
    return Reply.page(Html.of((out, on) -> JtetaskGenerated.render(out, on, shell, view)));
  }

  static TaskView view(Visit visit, TaskRow row) {
    Run run = row.standing().run();
    return new TaskView(
        TaskLine.of(row, visit.now()),
        WhyNot.sentence(row, () -> stand(visit), visit.now()),
        run.blocked().flatMap(b -> b.await()).map(Await::task).map(TaskId::toString).orElse(""),
        notice(visit.ask(), row),
        link(visit.ask(), row.id()),
        forecast(visit, row),
        Plan.of(row, visit.ask()),
        run.lastFailure()
            .map(f -> new TaskView.Trouble(f.kind(), f.message(), f.stack(), f.permanent())),
        records(visit, row),
        TaskFacts.of(row, visit),
        TaskFacts.parts(row, visit.shown(row)),
        TaskControls.of(visit, row));
  }

  /** What goes on behind it concerns nobody once it is over. */
  private static String notice(AskTasks ask, TaskRow row) {
    return row.status().finished() ? "" : ask.notice(row.id()).orElse("");
  }

  private static Optional<Stand> stand(Visit visit) {
    return visit.ask().seesFigures() ? Optional.of(visit.stand()) : Optional.empty();
  }

  /** None if this build cannot read it. */
  static Optional<SafeLink> link(AskTasks ask, TaskId task) {
    try {
      return ask.link(task).map(link -> SafeLink.of(link.text(), link.url()));
    } catch (ArgumentCodec.UnreadableException e) {
      return Optional.empty();
    }
  }

  private static Forecast forecast(Visit visit, TaskRow row) {
    return row.standing().run().running()
        ? Forecast.of(
            row.progress(),
            visit.memory().pace().looked(row.id().toString(), row.progress().done(), visit.now()))
        : Forecast.NONE;
  }

  private static TaskView.Records records(Visit visit, TaskRow row) {
    TaskId task = row.id();
    Function<Payload, String> shown = visit.shown(row);
    AskTasks ask = visit.ask();
    List<TaskMessage> messages =
        ask.messages(task).stream().filter(m -> m.message().level() != Message.Level.LINK).toList();
    int from = Math.max(0, messages.size() - MESSAGES);
    return new TaskView.Records(
        messages.subList(from, messages.size()).stream().map(m -> told(m, visit.now())).toList(),
        from > 0,
        ask.history(task, RUNS, 0).stream().map(h -> past(h, visit.now())).toList(),
        ask.setAside(task, ASIDE, 0).stream()
            .map(
                a ->
                    new TaskView.Aside(
                        a.item(), a.reason(), JsonShape.of(shown.apply(a.content()))))
            .toList(),
        TaskControls.replays(visit, row));
  }

  private static TaskView.Told told(TaskMessage message, Instant now) {
    String level = message.message().level().name();
    return new TaskView.Told(
        Moment.of(message.at(), now),
        level.charAt(0) + level.substring(1).toLowerCase(Locale.ROOT),
        message.message().text());
  }

  private static TaskView.Past past(HistoryRow run, Instant now) {
    return new TaskView.Past(
        Moment.of(run.started(), now),
        Ages.span(run.ran()),
        Badge.of(run.status()),
        Figures.grouped(run.attempt()),
        run.worker().map(w -> w.toString()).orElse(""),
        run.failure().map(f -> f.kind()).orElse(""),
        run.failure().map(f -> f.message()).orElse(""),
        run.failure().map(f -> f.stack()).orElse(""));
  }
}
