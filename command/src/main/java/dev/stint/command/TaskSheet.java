package dev.stint.command;

import dev.stint.application.api.ArgumentVersions;
import dev.stint.application.api.operate.RenderedLink;
import dev.stint.command.table.Ages;
import dev.stint.command.table.Cell;
import dev.stint.command.table.Column;
import dev.stint.command.table.Sheet;
import dev.stint.command.table.Sheet.Part;
import dev.stint.command.table.Table;
import dev.stint.command.table.Times;
import dev.stint.command.table.Tone;
import dev.stint.domain.Message;
import dev.stint.domain.Progress;
import dev.stint.domain.SealedPayload;
import dev.stint.domain.SetAside;
import dev.stint.domain.life.Phase;
import dev.stint.domain.life.Run;
import dev.stint.domain.task.HistoryRow;
import dev.stint.domain.task.TaskMessage;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.TaskSpec;
import java.util.List;
import java.util.Optional;

/** All that is kept of a task. */
final class TaskSheet {

  private static final List<Column> HISTORY =
      List.of(
          Column.whole("BEGAN", 1),
          Column.whole("ENDED", 0),
          Column.number("RAN", 2),
          Column.whole("AS", 0),
          Column.number("ATTEMPT", 3),
          Column.prose("ERROR", 0));
  private static final List<Column> MESSAGES =
      List.of(Column.whole("AT", 0), Column.whole("LEVEL", 0), Column.prose("MESSAGE", 0));
  private static final List<Column> ASIDE =
      List.of(Column.text("ITEM", 0), Column.prose("REASON", 0));

  /** What was found of it. */
  record Seen(
      TaskRow row,
      Optional<RenderedLink> link,
      List<HistoryRow> history,
      List<TaskMessage> messages,
      List<SetAside> aside) {}

  private TaskSheet() {}

  static Sheet of(Seen seen, Times times) {
    return new Sheet(
            List.of(
                new Part("", 0, facts(seen, times), ""),
                new Part("History", 0, history(seen.history, times), ""),
                new Part("Messages", 0, messages(seen.messages, times), ""),
                new Part("Set aside", 0, aside(seen.aside), "")))
        .exactly(TaskSummaries.table(List.of(seen.row)));
  }

  private static Table facts(Seen seen, Times times) {
    TaskRow row = seen.row;
    TaskSpec spec = row.standing().spec();
    Run run = row.standing().run();
    FactTable facts = new FactTable().with("id", row.id());
    spec.name().ifPresent(n -> facts.with("name", n));
    facts.with("type", row.type()).with("queue", spec.line().queue()).with("lane", spec.lane());
    facts.with("priority", spec.priority()).with("status", TaskTable.status(row.status()));
    spec.owner().ifPresent(o -> facts.with("owner", o));
    spec.key().ifPresent(k -> facts.with("key", k.name()));
    spec.serialKey().ifPresent(k -> facts.with("serial key", k.name()));
    facts.with("action", run.action());
    if (run.phase() != Phase.NONE) {
      facts.with("phase", run.phase());
    }
    facts.with("attempt", run.attempt()).with("losses", run.losses());
    row.standing().worker().ifPresent(w -> facts.with("worker", w));
    facts.with("requested", times.detailed(row.requested()));
    facts.with("due", times.detailed(row.due()));
    row.started().ifPresent(at -> facts.with("started", times.detailed(at)));
    row.finished().ifPresent(at -> facts.with("finished", times.detailed(at)));
    run.interruption().ifPresent(i -> facts.with("interruption", i));
    run.lastFailure().ifPresent(f -> facts.with("failure", Cell.of(f.message(), Tone.BAD)));
    facts.with("progress", progress(row.progress()));
    facts.with("arguments", SealedPayload.shown(ArgumentVersions.unmarked(spec.arguments())));
    facts.with("result", SealedPayload.shown(row.result()));
    seen.link.ifPresent(l -> facts.with("link", l.text() + ": " + l.url()));
    return facts.table();
  }

  static String progress(Progress progress) {
    String done =
        progress.total() == Progress.UNKNOWN
            ? Cell.number(progress.done()).shown() + " done"
            : "%d%%  (%s of %s)"
                .formatted(
                    progress.percent(),
                    Cell.number(progress.done()).shown(),
                    Cell.number(progress.total()).shown());
    return progress.text().isEmpty() ? done : done + "  " + progress.text();
  }

  private static Table history(List<HistoryRow> history, Times times) {
    return new Table(
        HISTORY,
        history.stream()
            .map(
                h ->
                    List.of(
                        times.cell(h.started()),
                        times.cell(h.at()),
                        Cell.of(Ages.span(h.ran())),
                        TaskTable.status(h.status()),
                        Cell.number(h.attempt()),
                        h.failure().map(f -> Cell.of(f.message())).orElse(Cell.NONE)))
            .toList());
  }

  private static Table messages(List<TaskMessage> messages, Times times) {
    return new Table(
        MESSAGES,
        messages.stream()
            .map(m -> List.of(times.cell(m.at()), level(m.message()), Cell.of(m.message().text())))
            .toList());
  }

  static Cell level(Message message) {
    return switch (message.level()) {
      case ERROR -> Cell.of(message.level(), Tone.BAD);
      case WARNING -> Cell.of(message.level(), Tone.WARNING);
      case INFO, MILESTONE, LINK -> Cell.of(message.level());
    };
  }

  private static Table aside(List<SetAside> aside) {
    return new Table(
        ASIDE, aside.stream().map(a -> List.of(Cell.of(a.item()), Cell.of(a.reason()))).toList());
  }
}
