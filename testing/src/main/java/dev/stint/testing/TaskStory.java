package dev.stint.testing;

import dev.stint.domain.Payload;
import dev.stint.domain.Progress;
import dev.stint.domain.SealedPayload;
import dev.stint.domain.SetAside;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.Block;
import dev.stint.domain.life.Failure;
import dev.stint.domain.task.HistoryRow;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.TaskSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Tells a task's life in lines for people; times are counted from the request. */
final class TaskStory {

  private final Told task;
  private final TaskRow row;
  private final Instant now;
  private final List<String> lines = new ArrayList<>();

  /** What is known of the task. */
  record Told(
      TaskRow row,
      List<HistoryRow> runs,
      List<String> messages,
      List<String> milestones,
      List<SetAside> setAside) {}

  private TaskStory(Told task, Instant now) {
    this.task = task;
    this.row = task.row();
    this.now = now;
  }

  static String of(Told task, Instant now) {
    TaskStory story = new TaskStory(task, now);
    story.tell();
    return String.join("\n", story.lines);
  }

  private void tell() {
    TaskSpec spec = row.standing().spec();
    line("task %s (%s) is %s", spec.line().type(), row.id(), standing());
    line("  requested at %s, %s, priority %d", row.requested(), spec.lane(), spec.priority());
    payload("arguments", spec.arguments());
    int number = 1;
    for (HistoryRow run : task.runs()) {
      line("  run %d at %s: %s", number++, since(run.at()), ended(run));
    }
    payload("cursor", row.standing().run().cursor());
    payload("result", row.result());
    if (!row.progress().equals(Progress.NONE)) {
      line("  progress %d of %s %s", row.progress().done(), total(), row.progress().text());
    }
    task.messages().forEach(text -> line("  message: %s", text));
    task.milestones().forEach(text -> line("  milestone: %s", text));
    task.setAside().forEach(item -> line("  set aside: %s (%s)", item.item(), item.reason()));
    line("  the clock shows %s, %s after the request", now, since(now));
  }

  private void line(String words, Object... values) {
    lines.add(words.formatted(values).stripTrailing());
  }

  private void payload(String name, Payload value) {
    if (!value.isNone()) {
      line("  %s %s", name, SealedPayload.shown(value));
    }
  }

  private String standing() {
    String status = row.status().name();
    if (row.status().finished()) {
      return status + row.finished().map(at -> " since " + since(at)).orElse("");
    }
    String waits = row.standing().run().blocked().map(TaskStory::waits).orElse("");
    return status
        + waits
        + (row.due().isAfter(now) ? ", due in " + words(Duration.between(now, row.due())) : ", due")
        + (row.standing().run().attempt() > 0
            ? ", after failed attempts: " + row.standing().run().attempt()
            : "");
  }

  private static String waits(Block block) {
    return switch (block.reason()) {
      case TASK -> " by " + block.await().map(Await::words).orElse("a task");
      case TURN -> " by its serial key";
      case UNREADABLE -> " because this build cannot read it";
    };
  }

  private static String ended(HistoryRow run) {
    return run.status() + run.failure().map(TaskStory::words).orElse("");
  }

  private static String words(Failure failure) {
    return ", " + failure.kind() + ": " + failure.message();
  }

  private String total() {
    return row.progress().total() == Progress.UNKNOWN ? "?" : "" + row.progress().total();
  }

  private String since(Instant moment) {
    return "+" + words(Duration.between(row.requested(), moment));
  }

  /** As "1h2m3.5s". */
  static String words(Duration time) {
    return time.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
  }
}
