package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.RunBatch;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.Work;
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
class LeavingTest {

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

  private static Work.Ended ended(Rig rig) throws Exception {
    return rig.engine.ended().toCompletableFuture().get(120, TimeUnit.SECONDS);
  }

  @Test
  void row_49_the_outcome_stands_and_the_worker_stops_and_says_who_asked() throws Exception {
    Rig rig = new Rig(List.of(counted()));
    TaskId last = rig.tasks.request(TYPE.with("last")).id();
    rig.engine.start();

    Work.Ended ended = ended(rig);

    assertThat(ended.reason()).isEqualTo(Work.Reason.ASKED);
    assertThat(ended.words()).contains(last.toString()).endsWith("it leaks");
    assertThat(rig.row(last).result().text()).isEqualTo("fine");
    assertThat(rig.engine.condition().words()).isEqualTo("not started");
    assertThat(rig.stores.queries().workers()).isEmpty();
    TaskId later = rig.tasks.request(TYPE.with("later")).id();
    assertThat(rig.status(later)).isEqualTo(TaskStatus.PENDING);
  }

  @Test
  void row_49_a_batch_ends_too_and_leaves_the_rest_to_others() {
    Rig rig = new Rig(Rig.CONFIG.parallelism(1), List.of(counted()), Surroundings.NONE);
    rig.tasks.request(TYPE.with("last").priority(1));
    TaskId later = rig.tasks.request(TYPE.with("later")).id();

    RunBatch.Report report = rig.engine.runBatch(LONG);

    assertThat(report.drained()).isFalse();
    assertThat(report.messages()).singleElement().asString().contains("it leaks");
    assertThat(rig.status(later)).isEqualTo(TaskStatus.PENDING);
    assertThat(rig.engine.runBatch(LONG).drained()).isTrue();
    assertThat(rig.status(later)).isEqualTo(TaskStatus.SUCCEEDED);
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
    Rig rig = new Rig(List.of(waiting));
    TaskId other = rig.tasks.request(TYPE.with("other")).id();
    rig.tasks.request(TYPE.with("last"));
    rig.engine.start();

    ended(rig);

    assertThat(rig.status(other)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void row_89_a_worker_begins_as_many_stints_as_it_may_and_stops() throws Exception {
    Rig rig = new Rig(Rig.CONFIG.maxTasks(5), List.of(counted()), Surroundings.NONE);
    List<TaskId> ids =
        IntStream.range(0, 20).mapToObj(i -> rig.tasks.request(TYPE.with("n" + i)).id()).toList();
    rig.engine.start();

    Work.Ended ended = ended(rig);

    assertThat(ended.reason()).isEqualTo(Work.Reason.ENOUGH);
    assertThat(ran).hasValue(5);
    assertThat(ids.stream().map(rig::status)).filteredOn(s -> s == TaskStatus.PENDING).hasSize(15);
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
    Rig rig = new Rig(List.of(held));
    TaskId running = rig.tasks.request(TYPE.with("running")).id();
    rig.engine.start();
    begun.await();

    rig.engine.drain();
    TaskId later = rig.tasks.request(TYPE.with("later")).id();
    assertThat(rig.engine.condition().healthy()).isFalse();
    assertThat(rig.engine.condition().words()).contains("takes nothing new");
    go.countDown();

    assertThat(ended(rig).reason()).isEqualTo(Work.Reason.DRAINED);
    assertThat(rig.status(running)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(rig.status(later)).isEqualTo(TaskStatus.PENDING);
  }

  @Test
  void a_worker_that_ended_can_be_started_again() throws Exception {
    Rig rig = new Rig(List.of(counted()));
    rig.engine.start();
    rig.engine.drain();
    ended(rig);
    TaskId id = rig.tasks.request(TYPE.with("x")).id();

    rig.engine.start();

    await().until(() -> rig.status(id) == TaskStatus.SUCCEEDED);
    rig.engine.stop(LONG);
    assertThat(ended(rig).reason()).isEqualTo(Work.Reason.STOPPED);
  }

  @Test
  void row_85_switched_off_nothing_runs() throws Exception {
    Rig rig = new Rig(Rig.CONFIG.runs(false), List.of(counted()), Surroundings.NONE);
    TaskId id = rig.tasks.request(TYPE.with("x")).id();

    RunBatch.Report report = rig.engine.runBatch(LONG);
    rig.engine.start();

    assertThat(report.disabled()).isTrue();
    assertThat(report.drained()).isFalse();
    assertThat(rig.engine.condition().words()).isEqualTo("disabled");
    assertThat(ended(rig).reason()).isEqualTo(Work.Reason.DISABLED);
    assertThat(rig.status(id)).isEqualTo(TaskStatus.PENDING);
  }
}
