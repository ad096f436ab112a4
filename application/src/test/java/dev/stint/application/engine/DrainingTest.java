package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.application.api.operate.Work;
import dev.stint.application.engine.base.HostExtensions;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How a worker leaves on its own account, and switches that keep it from working. */
class DrainingTest {

  private static final TaskType<String> TYPE = TaskType.of("test", String.class);
  private static final Duration LONG = Duration.ofSeconds(120);

  private final AtomicInteger ran = new AtomicInteger();

  private TaskDefinition<String> counted() {
    return TaskDefinition.of(
        TYPE,
        (args, context) -> {
          ran.incrementAndGet();
          if (args.equals("last")) {
            context.stopWorker("it leaks");
          }
          return StepOutcome.done("fine");
        });
  }

  private static Work.Ended ended(EngineFixture fixture) throws Exception {
    return fixture.engine.ended().toCompletableFuture().get(120, TimeUnit.SECONDS);
  }

  @Test
  void row_49_the_outcome_stands_and_the_worker_stops_and_says_who_asked() throws Exception {
    EngineFixture fixture = new EngineFixture(List.of(counted()));
    TaskId last = fixture.tasks.request(TYPE.with("last")).id();
    fixture.engine.start();

    Work.Ended ended = ended(fixture);

    assertThat(ended.reason()).isEqualTo(Work.Reason.ASKED);
    assertThat(ended.words()).contains(last.toString()).endsWith("it leaks");
    assertThat(fixture.row(last).result().text()).isEqualTo("fine");
    assertThat(fixture.engine.condition().words()).isEqualTo("not started");
    assertThat(fixture.stores.queries().workers()).isEmpty();
    TaskId later = fixture.tasks.request(TYPE.with("later")).id();
    assertThat(fixture.status(later)).isEqualTo(TaskStatus.PENDING);
  }

  @Test
  void row_49_a_batch_ends_too_and_leaves_the_rest_to_others() {
    EngineFixture fixture =
        new EngineFixture(
            EngineFixture.CONFIG.parallelism(1), List.of(counted()), HostExtensions.NONE);
    fixture.tasks.request(TYPE.with("last").priority(1));
    TaskId later = fixture.tasks.request(TYPE.with("later")).id();

    RunBatch.Report report = fixture.engine.runBatch(LONG);

    assertThat(report.drained()).isFalse();
    assertThat(report.messages()).singleElement().asString().contains("it leaks");
    assertThat(fixture.status(later)).isEqualTo(TaskStatus.PENDING);
    assertThat(fixture.engine.runBatch(LONG).drained()).isTrue();
    assertThat(fixture.status(later)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void row_49_what_else_runs_is_not_asked_to_yield() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch both = new CountDownLatch(2);
    TaskDefinition<String> waiting =
        TaskDefinition.of(
            TYPE,
            (args, context) -> {
              both.countDown();
              both.await();
              if (args.equals("last")) {
                context.stopWorker("enough");
                asked.countDown();
                return StepOutcome.done();
              }
              asked.await();
              return context.shouldYield() ? StepOutcome.yielded() : StepOutcome.done();
            });
    EngineFixture fixture = new EngineFixture(List.of(waiting));
    TaskId other = fixture.tasks.request(TYPE.with("other")).id();
    fixture.tasks.request(TYPE.with("last"));
    fixture.engine.start();

    ended(fixture);

    assertThat(fixture.status(other)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void row_89_a_worker_begins_as_many_stints_as_it_may_and_stops() throws Exception {
    EngineFixture fixture =
        new EngineFixture(
            EngineFixture.CONFIG.maxTasks(5), List.of(counted()), HostExtensions.NONE);
    List<TaskId> ids =
        IntStream.range(0, 20)
            .mapToObj(i -> fixture.tasks.request(TYPE.with("n" + i)).id())
            .toList();
    fixture.engine.start();

    Work.Ended ended = ended(fixture);

    assertThat(ended.reason()).isEqualTo(Work.Reason.ENOUGH);
    assertThat(ran).hasValue(5);
    assertThat(ids.stream().map(fixture::status))
        .filteredOn(s -> s == TaskStatus.PENDING)
        .hasSize(15);
  }

  @Test
  void row_85_drained_it_finishes_what_runs_and_takes_nothing_new() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    TaskDefinition<String> held =
        TaskDefinition.of(
            TYPE,
            (args, context) -> {
              begun.countDown();
              go.await();
              return StepOutcome.done();
            });
    EngineFixture fixture = new EngineFixture(List.of(held));
    TaskId running = fixture.tasks.request(TYPE.with("running")).id();
    fixture.engine.start();
    begun.await();

    fixture.engine.drain();
    TaskId later = fixture.tasks.request(TYPE.with("later")).id();
    assertThat(fixture.engine.condition().healthy()).isFalse();
    assertThat(fixture.engine.condition().words()).contains("takes nothing new");
    go.countDown();

    assertThat(ended(fixture).reason()).isEqualTo(Work.Reason.DRAINED);
    assertThat(fixture.status(running)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(fixture.status(later)).isEqualTo(TaskStatus.PENDING);
  }

  @Test
  void a_worker_that_ended_can_be_started_again() throws Exception {
    EngineFixture fixture = new EngineFixture(List.of(counted()));
    fixture.engine.start();
    fixture.engine.drain();
    ended(fixture);
    TaskId id = fixture.tasks.request(TYPE.with("x")).id();

    fixture.engine.start();

    await().until(() -> fixture.status(id) == TaskStatus.SUCCEEDED);
    fixture.engine.stop(LONG);
    assertThat(ended(fixture).reason()).isEqualTo(Work.Reason.STOPPED);
  }

  @Test
  void row_85_switched_off_nothing_runs() throws Exception {
    EngineFixture fixture =
        new EngineFixture(
            EngineFixture.CONFIG.runs(false), List.of(counted()), HostExtensions.NONE);
    TaskId id = fixture.tasks.request(TYPE.with("x")).id();

    RunBatch.Report report = fixture.engine.runBatch(LONG);
    fixture.engine.start();

    assertThat(report.disabled()).isTrue();
    assertThat(report.drained()).isFalse();
    assertThat(fixture.engine.condition().words()).isEqualTo("disabled");
    assertThat(ended(fixture).reason()).isEqualTo(Work.Reason.DISABLED);
    assertThat(fixture.status(id)).isEqualTo(TaskStatus.PENDING);
  }
}
