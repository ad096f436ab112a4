package dev.stint.command;

import dev.stint.application.api.StoreTrouble;
import dev.stint.application.api.UnknownOutcomeException;
import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.spi.Causes;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.Message;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskMessage;
import dev.stint.domain.task.TaskRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Looks at a task again and again, and has told what changed. Not thread-safe. */
final class TaskWatcher {

  private final AskTasks ask;
  private final TaskId task;
  private final WatchPrinter printer;
  private final WatchWords words = new WatchWords();
  private Optional<TaskRow> before = Optional.empty();
  private boolean away;

  TaskWatcher(AskTasks ask, TaskId task, WatchPrinter printer) {
    this.ask = ask;
    this.task = task;
    this.printer = printer;
  }

  /** Looks once; answers the exit code if the task is over, or gone. */
  OptionalInt look(Instant now) {
    try {
      Optional<TaskRow> row = ask.find(task);
      if (row.isPresent()) {
        tell(row.get(), now);
      }
      back();
      return row.map(TaskWatcher::code).orElseGet(() -> OptionalInt.of(gone()));
    } catch (StoreException | UnknownOutcomeException e) {
      outlive(e);
      return OptionalInt.empty();
    }
  }

  private void tell(TaskRow row, Instant now) {
    boolean still = before.equals(Optional.of(row)) && row.status() != TaskStatus.RUNNING;
    if (!still) {
      List<TaskMessage> messages =
          ask.messages(task).stream()
              .filter(m -> m.message().level() != Message.Level.LINK)
              .toList();
      before = Optional.of(row);
      words.changes(row, messages).forEach(event -> printer.event(event, now));
    }
    if (row.status() == TaskStatus.RUNNING) {
      printer.progress(row, words.progress(row, now), now);
    }
  }

  private static OptionalInt code(TaskRow row) {
    if (!row.status().finished()) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(row.status() == TaskStatus.SUCCEEDED ? Exit.OK : Exit.FAILED);
  }

  private int gone() {
    printer.warn("the task was removed while it was watched");
    return Exit.REFUSED;
  }

  /** What will not pass ends the watching. */
  private void outlive(RuntimeException trouble) {
    if (!StoreTrouble.mayPass(trouble)) {
      throw trouble;
    }
    if (!away) {
      printer.warn("the store cannot be used; trying again: " + Causes.words(trouble));
    }
    away = true;
  }

  private void back() {
    if (away) {
      printer.warn("the store is back");
    }
    away = false;
  }

  /** Nothing more is looked at. */
  void leave() {
    printer.warn("the task goes on; see it again with: stint watch " + task);
  }
}
