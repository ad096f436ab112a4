package dev.stint.command;

import dev.stint.application.api.operate.RunBatch;
import dev.stint.application.spi.Causes;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works on one task to its end, and shows how far it has come. */
final class ProgressDisplay {

  private static final Logger LOG = LoggerFactory.getLogger(ProgressDisplay.class);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofDays(365);

  private final Stint stint;
  private final boolean bar;

  /**
   * @param bar whether somebody watches
   */
  ProgressDisplay(Stint stint, boolean bar) {
    this.stint = stint;
    this.bar = bar;
  }

  /** Answers how the task stands once it is over, or once somebody stopped the work. */
  Optional<TaskRow> toTheEnd(TaskId task, TaskTypeName type) {
    RunBatch.Limits limits =
        new RunBatch.Limits(
            Optional.of(LONG),
            Optional.empty(),
            Set.of(),
            Set.of(type),
            java.util.OptionalInt.empty(),
            true);
    // Its own thread: in a pool it may wait for a place forever, behind the one who waits for it.
    CompletableFuture<RunBatch.Report> work =
        CompletableFuture.supplyAsync(
            () -> stint.batches().runBatch(limits),
            batch -> new Thread(batch, "stint-batch").start());
    Optional<TaskRow> last = watch(task, work);
    stint.stopBatches();
    end(work, last.filter(row -> row.standing().run().status().finished()).isPresent());
    return stint.ask().find(task).or(() -> last);
  }

  /** What the batch ran into after the task was over is not the task's. */
  private static void end(CompletableFuture<?> work, boolean finished) {
    try {
      work.join();
    } catch (CompletionException e) {
      if (!finished) {
        throw e.getCause() instanceof RuntimeException cause ? cause : e;
      }
      LOG.warn("the batch did not end well: {}", Causes.words(Causes.root(e)));
    }
  }

  private Optional<TaskRow> watch(TaskId task, CompletableFuture<?> work) {
    try (ProgressBar shown = bar ? shown() : null) {
      while (true) {
        Optional<TaskRow> row = stint.ask().await(task, LOOK);
        row.ifPresent(r -> show(shown, r));
        boolean over = row.map(r -> over(r.standing().run().status())).orElse(true);
        if (over || work.isDone()) {
          return row;
        }
      }
    }
  }

  private static boolean over(TaskStatus status) {
    return status.finished() || status == TaskStatus.BLOCKED || status == TaskStatus.PAUSED;
  }

  private static ProgressBar shown() {
    return new ProgressBarBuilder()
        .setTaskName("import")
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(200)
        .setInitialMax(1)
        .build();
  }

  private static void show(@org.jspecify.annotations.Nullable ProgressBar shown, TaskRow row) {
    if (shown != null && row.progress().total() > 0) {
      shown.maxHint(row.progress().total());
      shown.stepTo(row.progress().done());
    }
  }
}
