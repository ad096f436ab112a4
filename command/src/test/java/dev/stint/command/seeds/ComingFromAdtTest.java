package dev.stint.command.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.AfterResponse;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.preset.Presets;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.Stores;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** The example of adt's document as it is written here; shown in docs/coming-from.md. */
class ComingFromAdtTest {

  private final Stores stores = RowStore.SQLITE.seat().stores();
  private final Mutexes mutexes = RowStore.SQLITE.seat().mutexes();

  // region task
  record Reindex(List<Long> products) {
    Reindex {
      products = List.copyOf(products);
    }
  }

  static final TaskType<Reindex> REINDEX = TaskType.of("shop.reindex", Reindex.class);
  static final TaskType<String> REPORT = TaskType.of("shop.report", String.class);

  record Reindexing(Queue<String> log) implements Action<Reindex> {
    @Override
    public StepOutcome execute(Reindex data, ActionContext context) {
      log.add("loaded " + data.products());
      context.milestone("loaded"); // another task may wait for this part of this one
      log.add("processed");
      return StepOutcome.done();
    }
  }

  // endregion

  private final Queue<String> log = new ConcurrentLinkedQueue<>();

  private StepOutcome report(String text, ActionContext context) {
    log.add(text);
    return StepOutcome.done();
  }

  private Stint app() {
    // region app
    return Stint.on(stores, mutexes)
        .config(Presets.adt().config()) // threads: 16
        .define(TaskDefinition.of(REINDEX, new Reindexing(log)))
        .define(TaskDefinition.of(REPORT, this::report))
        .build();
    // endregion
  }

  @Test
  void a_task_is_requested_shown_and_run_after_the_response() {
    Stint stint = app();
    // region request
    TaskId task = stint.tasks().request(REINDEX.with(new Reindex(List.of(1L, 2L)))).id();
    TaskStatus status =
        stint.ask().latest("shop.reindex").orElseThrow().standing().run().status(); // for the page
    boolean active = stint.ask().existsActive("shop.reindex");
    // endregion
    assertThat(status).isEqualTo(TaskStatus.PENDING);
    assertThat(active).isTrue();
    // region cron
    stint.batches().runBatch(Duration.ofSeconds(30)); // */1 * * * *
    // endregion
    assertThat(Rows.status(stint, task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(stint.ask().existsActive("shop.reindex")).isFalse();
  }

  @Test
  void what_a_page_asks_for_is_stored_once_its_response_is_out() {
    Stint stint = app();
    // region response
    try (AfterResponse later = stint.afterResponse()) {
      later.request(REPORT.with("after the response"));
      // … render the page and send it; later.rollback() if that fails
    }
    // endregion
    Rows.pass(stint);
    assertThat(log).contains("after the response");
  }

  @Test
  void a_task_waits_for_another_or_for_a_part_of_it() {
    Stint stint = app();
    // region wait
    TaskId work = stint.tasks().request(REINDEX.with(new Reindex(List.of(7L))).priority(1)).id();
    TaskId early =
        stint.tasks().request(REPORT.with("early").after(Await.milestone(work, "loaded"))).id();
    TaskId late = stint.tasks().request(REPORT.with("late").after(work)).id();
    // endregion
    Rows.passUntil(stint, early, TaskStatus.SUCCEEDED);
    Rows.passUntil(stint, late, TaskStatus.SUCCEEDED);

    assertThat(log).startsWith("loaded [7]").contains("processed", "early", "late");
  }
}
