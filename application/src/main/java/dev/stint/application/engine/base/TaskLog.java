package dev.stint.application.engine.base;

import dev.stint.domain.PlainText;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log of each task type, {@code TYPE}, what went wrong, once each: ERROR when a task
 * failed permanently or an action was given up, WARN when it will be retried. What tasks and errors
 * say is made fit for one line here, for every host's log.
 */
public final class TaskLog {

  private static final String PREFIX = "dev.stint.task.";

  private TaskLog() {}

  public static void givenUp(TaskSpec task, Failure failure, Optional<Throwable> error) {
    Logger log = log(task);
    log(log::error, "task {}: action given up: {}: {}", task, failure, error);
  }

  /** An attempt failed, a hook died, a worker was lost: told by what comes of it. */
  public static void failed(
      TaskSpec task, Outcome outcome, Failure failure, Optional<Throwable> error) {
    Logger log = log(task);
    if (outcome.run().status() == TaskStatus.FAILED) {
      log(log::error, "task {} failed permanently: {}: {}", task, failure, error);
    } else {
      log(log::warn, "task {} failed and will be retried: {}: {}", task, failure, error);
    }
  }

  /** One of a logger's levels. */
  private interface Level {
    void log(String words, @Nullable Object... with);
  }

  /** A throwable that cannot be printed is told without its stack; a log that fails, to nobody. */
  private static void log(
      Level level, String words, TaskSpec task, Failure failure, Optional<Throwable> error) {
    String kind = PlainText.line(failure.kind());
    String message = PlainText.line(failure.message());
    try {
      level.log(words, task.id(), kind, message, error.map(LoggedError::of).orElse(null));
    } catch (Throwable unprintable) {
      Guard.run("the log", () -> level.log(words, task.id(), kind, message));
    }
  }

  private static Logger log(TaskSpec task) {
    String type = PlainText.line(task.line().type().value());
    return LoggerFactory.getLogger(PREFIX + type);
  }
}
