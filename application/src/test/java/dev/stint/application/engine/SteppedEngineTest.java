package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.application.api.operate.RunBatch.Limits;
import dev.stint.application.api.operate.Work;
import dev.stint.application.contract.FaultyStores;
import dev.stint.application.contract.FaultyStores.Fault;
import dev.stint.application.spi.Mutexes;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An engine without threads, on a clock that only moves when it would wait or a test says so. */
class SteppedEngineTest {

  private static final TaskType<String> WORK = TaskType.of("work", String.class);
  private static final TaskType<String> OTHER = TaskType.of("other", String.class);

  private final List<String> ran = new ArrayList<>();
  private final Map<String, Integer> failing = new HashMap<>();
  private final FaultyStores[] faulty = new FaultyStores[1];
  private final EngineFixture fixture;
  private final SteppedEngine engine;
  private long passed;
  private Runnable within = () -> {};
  private StepOutcome outcome = StepOutcome.done();

  SteppedEngineTest() {
    this.fixture =
        new EngineFixture(
            List.of(noting(WORK), noting(OTHER)),
            TaskObserver.NONE,
            real -> {
              faulty[0] = new FaultyStores(real);
              return faulty[0].stores();
            });
    faulty[0].each(
        verb -> failing.merge(verb, -1, Integer::sum) >= 0 ? new Fault.Before() : new Fault.None());
    this.engine = new SteppedEngine(fixture.on(this::nanos), this::pass);
  }

  private TaskDefinition<String> noting(TaskType<String> type) {
    return TaskDefinition.of(
        type,
        (args, context) -> {
          ran.add(args);
          within.run();
          return outcome;
        });
  }

  private long nanos() {
    Instant now = fixture.now.get();
    return now.getEpochSecond() * 1_000_000_000 + now.getNano();
  }

  private void pass(long nanos) {
    passed += nanos;
    fixture.step(Duration.ofNanos(nanos));
    engine.timePassed();
  }

  private TaskId request(TaskType<String> type, String args) {
    return fixture.tasks.request(type.with(args)).id();
  }

  @Test
  void it_runs_what_is_due_in_the_calling_thread_until_it_is_told_to_stop() {
    Thread[] by = new Thread[1];
    within = () -> by[0] = Thread.currentThread();
    request(WORK, "a");
    request(OTHER, "b");
    request(WORK, "c");

    assertThat(engine.run(count -> count == 2)).isFalse();
    assertThat(ran).containsExactly("a", "b");
    assertThat(engine.run(count -> false)).isTrue();

    assertThat(ran).containsExactly("a", "b", "c");
    assertThat(by[0]).isSameAs(Thread.currentThread());
    assertThat(passed).isZero();
    assertThat(fixture.reference.queries().workers()).noneMatch(w -> w.live());
  }

  @Test
  void a_store_that_is_away_is_waited_for_on_the_clock() {
    TaskId task = request(WORK, "a");
    for (String verb : List.of("register", "claim", "claimed", "lines", "settle", "promote")) {
      failing.put(verb, 2);
    }

    engine.run(count -> false);

    assertThat(fixture.status(task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(ran).containsExactly("a");
    assertThat(passed).isPositive();
  }

  @Test
  void wakes_that_the_store_does_not_take_are_given_later() {
    TaskId first = request(WORK, "a");
    TaskId second = fixture.tasks.request(OTHER.with("b").after(first)).id();
    engine.run(count -> count == 1);
    failing.put("waiters", 2);
    failing.put("clear", 1);

    engine.run(count -> false);

    assertThat(fixture.status(second)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void what_was_abandoned_writes_no_more_and_runs_no_more() {
    within = engine::abandon;
    TaskId task = request(WORK, "a");
    request(WORK, "b");
    assertThat(engine.run(count -> false)).isFalse();
    assertThat(ran).containsExactly("a");
    assertThat(fixture.status(task)).isEqualTo(TaskStatus.RUNNING);
    assertThatThrownBy(() -> engine.run(count -> false)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_worker_renews_while_time_passes_in_a_stint() {
    within =
        () -> {
          for (int i = 0; i < 10; i++) {
            pass(Duration.ofSeconds(1).toNanos());
          }
        };
    TaskId task = request(WORK, "a");
    engine.run(count -> false);
    assertThat(fixture.status(task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(fixture.run(task).attempt()).isZero();
  }

  @Test
  void a_stint_past_deadline_and_grace_is_ended() {
    within =
        () -> {
          pass(Duration.ofSeconds(30).toNanos());
          pass(Duration.ofSeconds(31).toNanos());
        };
    TaskId task = request(WORK, "a");
    engine.run(count -> count == 1);
    assertThat(fixture.status(task)).isEqualTo(TaskStatus.INTERRUPTED);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void a_task_may_run_others_in_the_middle() {
    within =
        () -> {
          within = () -> {};
          engine.run(count -> false);
        };
    request(WORK, "a");
    request(WORK, "b");
    engine.run(count -> false);
    assertThat(ran).containsExactly("a", "b");
  }

  @Test
  void a_batch_reports_what_it_did_and_keeps_to_its_types() {
    request(WORK, "a");
    request(OTHER, "b");
    Set<TaskTypeName> types = Set.of(OTHER.name());
    Limits limits =
        new Limits(
            Optional.empty(), Optional.empty(), Set.of(), types, OptionalInt.empty(), false, false);

    RunBatch.Report report = engine.runBatch(limits);

    assertThat(ran).containsExactly("b");
    assertThat(report.drained()).isTrue();
    assertThat(report.settled()).isEqualTo(Map.of(TaskStatus.SUCCEEDED, 1L));
    assertThat(report.used()).isZero();
  }

  @Test
  void a_batch_ends_when_its_time_is_up_or_a_task_is_left_unfinished() {
    request(WORK, "a");
    request(WORK, "b");
    within = () -> pass(Duration.ofSeconds(6).toNanos());
    assertThat(engine.runBatch(Duration.ofSeconds(5)).drained()).isFalse();
    assertThat(ran).containsExactly("a");

    outcome = StepOutcome.snooze(Duration.ofDays(1));
    request(WORK, "c");
    RunBatch.Report report = engine.runBatch(Limits.NONE.endingUnfinished());
    assertThat(ran).containsExactly("a", "b");
    assertThat(report.drained()).isFalse();
  }

  @Test
  void an_exclusive_batch_is_busy_while_somebody_holds_the_mutex() {
    request(WORK, "a");
    Mutexes mutexes = fixture.parts.mutexes();
    try (Mutexes.Hold other = mutexes.tryAcquire("batch", Duration.ofMinutes(1)).orElseThrow()) {
      assertThat(engine.runBatch(Limits.NONE.exclusive("batch")).busy()).isTrue();
      assertThat(other.fence()).isNotNull();
    }
    assertThat(engine.runBatch(Limits.NONE.exclusive("batch")).busy()).isFalse();
    assertThat(ran).containsExactly("a");
  }

  @Test
  void work_that_starts_runs_nothing_and_says_why_it_is_over() {
    request(WORK, "a");
    engine.start();
    assertThat(ran).isEmpty();
    assertThat(engine.condition().healthy()).isTrue();
    engine.drain();
    assertThat(engine.ended().toCompletableFuture().join().reason()).isEqualTo(Work.Reason.DRAINED);
    engine.start();
    assertThat(engine.ended().toCompletableFuture()).isNotDone();
    engine.stop(Duration.ZERO);
    assertThat(engine.ended().toCompletableFuture().join().reason()).isEqualTo(Work.Reason.STOPPED);
  }
}
