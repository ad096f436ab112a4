package dev.stint.command;

import dev.stint.command.table.Ages;
import dev.stint.command.table.Cell;
import dev.stint.domain.Progress;
import dev.stint.domain.SealedPayload;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskMessage;
import dev.stint.domain.task.TaskRow;
import dev.stint.web.page.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is said of a task that is watched, as one look follows another. Not thread-safe. */
final class WatchWords {

  /** What happened to it: for a program the kind and facts, for a person the line. */
  record Event(String kind, Cell word, String text, Map<String, Object> facts) {}

  private final Pace pace = new Pace();
  private Optional<TaskRow> before = Optional.empty();
  private int messages;

  /** Changes of its status since the last look, then messages that came, oldest first. */
  List<Event> changes(TaskRow row, List<TaskMessage> all) {
    List<Event> events = new ArrayList<>();
    if (all.size() < messages) {
      messages = 0; // It was restarted, and they begin anew.
    }
    all.subList(messages, all.size()).forEach(m -> events.add(message(m)));
    messages = all.size();
    if (before.map(b -> !standing(b).equals(standing(row))).orElse(true)) {
      events.add(status(row));
    }
    before = Optional.of(row);
    return events;
  }

  private static List<Object> standing(TaskRow row) {
    Run run = row.standing().run();
    return List.of(row.status(), run.action(), run.attempt(), run.losses());
  }

  private static Event message(TaskMessage message) {
    return new Event(
        "message",
        TaskSheet.level(message.message()),
        message.message().text(),
        Map.of(
            "messageAt", message.at().toString(),
            "level", message.message().level().name(),
            "text", message.message().text()));
  }

  private static Event status(TaskRow row) {
    return new Event("status", TaskTable.status(row.status()), words(row), Printers.facts(row));
  }

  private static String words(TaskRow row) {
    Run run = row.standing().run();
    List<String> words = new ArrayList<>();
    if (run.action() > 0) {
      words.add("action " + (run.action() + 1));
    }
    if (run.attempt() > 0) {
      words.add("attempt " + (run.attempt() + 1));
    }
    if (run.losses() > 0) {
      words.add(run.losses() + " workers lost");
    }
    run.interruption()
        .ifPresent(i -> words.add("interrupted by " + i.name().toLowerCase(Locale.ROOT)));
    row.standing()
        .worker()
        .filter(w -> row.status() == TaskStatus.RUNNING)
        .ifPresent(w -> words.add("on worker " + w));
    if (!row.status().finished() && row.status() != TaskStatus.RUNNING) {
      words.add("due " + row.due());
    }
    run.lastFailure()
        .filter(f -> row.status() != TaskStatus.SUCCEEDED)
        .ifPresent(f -> words.add(f.message()));
    if (row.status() == TaskStatus.SUCCEEDED && !row.result().isNone()) {
      words.add(SealedPayload.shown(row.result()));
    }
    return String.join("; ", words);
  }

  /**
   * How far it is, how fast it goes and when it may end: a range, since what comes may go
   * otherwise.
   */
  String progress(TaskRow row, Instant now) {
    Progress progress = row.progress();
    Optional<Pace.Rate> rate = pace.looked(row.id().toString(), progress.done(), now);
    String words = TaskSheet.progress(progress);
    return rate.map(r -> words + "  " + perSecond(r.mean()) + end(progress, r)).orElse(words);
  }

  private static String perSecond(double rate) {
    return rate >= 1
        ? Cell.number(Math.round(rate)).shown() + "/s"
        : String.format(Locale.ROOT, "%.1f/min", rate * 60);
  }

  private static String end(Progress progress, Pace.Rate rate) {
    long left = progress.total() - progress.done();
    if (progress.total() <= 0 || left <= 0 || rate.slow() <= 0) {
      return "";
    }
    String soonest = Ages.span(Duration.ofSeconds(Math.round(left / rate.fast())));
    String latest = Ages.span(Duration.ofSeconds(Math.round(left / rate.slow())));
    return soonest.equals(latest)
        ? "  ends in about " + latest
        : "  ends in " + soonest + " to " + latest;
  }
}
