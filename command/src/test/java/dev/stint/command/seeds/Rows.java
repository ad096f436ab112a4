package dev.stint.command.seeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.Config;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInfo;

/**
 * Rows of the table that the seeds came to (docs/seeds.md), on one store with its real clock. Every
 * test has types, queues and keys of its own, for the store is shared.
 */
abstract class Rows {

  static final Duration LONG = Duration.ofSeconds(120);
  static final Duration SHORT = Duration.ofMillis(200);

  /** However busy the machine, a request is answered in this time. */
  static final Config CONFIG =
      Config.DEFAULT.poll(Duration.ofMillis(20)).requestLimit(Duration.ofMinutes(5));

  private static final AtomicInteger TESTS = new AtomicInteger();

  final StoreUnderTest seat;
  private final RowStore store;
  private boolean refused;
  private final String mark = "r" + TESTS.incrementAndGet();
  private final List<Stint> working = new ArrayList<>();

  Rows(RowStore store) {
    this.seat = store.of(getClass());
    this.store = store;
  }

  @AfterEach
  void stop() {
    working.forEach(stint -> stint.work().stop(Duration.ofSeconds(1)));
  }

  /** A row that docs/seeds.md calls refused on this store was refused, and no other was. */
  @AfterEach
  void refusedAsTold(TestInfo test) {
    boolean told =
        !store.transactions()
            && test.getTestMethod()
                .filter(m -> m.isAnnotationPresent(RefusedWithoutTransactions.class))
                .isPresent();
    assertThat(refused).as("refused on %s", store.title()).isEqualTo(told);
  }

  /** Stores without transactions refuse this, and say why in one sentence. */
  final void refused(ThrowingCallable call, String why) {
    assertThat(store.transactions()).isFalse();
    assertThatThrownBy(call)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(why)
        .matches(e -> e.getMessage().lines().count() == 1);
    refused = true;
  }

  /** A name of this test's own. */
  final String own(String name) {
    return name + "." + mark;
  }

  final TaskType<String> type(String name) {
    return type(name, String.class);
  }

  final <A> TaskType<A> type(String name, Class<A> arguments) {
    return TaskType.of(own(name), arguments);
  }

  final Stint host(TaskDefinition<?>... definitions) {
    return host(CONFIG, definitions);
  }

  final Stint host(Config config, TaskDefinition<?>... definitions) {
    return Stint.on(seat.stores(), seat.mutexes())
        .config(config)
        .define(List.of(definitions))
        .build();
  }

  /** Works all day, that is, until the test ends. */
  final Stint atWork(Stint stint) {
    working.add(stint);
    stint.work().start();
    return stint;
  }

  /** One call from cron. */
  static RunBatch.Report pass(Stint stint) {
    return stint.batches().runBatch(LONG);
  }

  /** One call from cron that works on one task at a time. */
  static RunBatch.Report passOneByOne(Stint stint) {
    return stint.batches().runBatch(oneByOne());
  }

  static RunBatch.Limits oneByOne() {
    return new RunBatch.Limits(
        Optional.of(LONG),
        Optional.empty(),
        Set.of(),
        Set.of(),
        java.util.OptionalInt.of(1),
        false);
  }

  /** Passes, again and again, until the task stands so. */
  static void passUntil(Stint stint, TaskId task, TaskStatus wanted) {
    awaiting()
        .until(
            () -> {
              pass(stint);
              return status(stint, task) == wanted;
            });
  }

  /** Passes too short for the task, until it has begun and yielded; the last one's report. */
  static RunBatch.Report passUntilYielded(Stint stint, RunBatch.Limits limits, TaskId task) {
    return passUntil(stint, limits, () -> status(stint, task) == TaskStatus.YIELDED);
  }

  /** Passes that are short, as many as it takes: a busy machine may do nothing in one. */
  static RunBatch.Report passUntil(Stint stint, RunBatch.Limits limits, BooleanSupplier reached) {
    AtomicReference<Optional<RunBatch.Report>> last = new AtomicReference<>(Optional.empty());
    awaiting()
        .until(
            () -> {
              last.set(Optional.of(stint.batches().runBatch(limits.within(SHORT))));
              return reached.getAsBoolean();
            });
    return last.get().orElseThrow();
  }

  static ConditionFactory awaiting() {
    return Awaitility.await().atMost(LONG).pollInterval(Duration.ofMillis(5)).pollInSameThread();
  }

  static TaskRow row(Stint stint, TaskId task) {
    return stint.ask().find(task).orElseThrow();
  }

  static Run run(Stint stint, TaskId task) {
    return row(stint, task).standing().run();
  }

  static TaskStatus status(Stint stint, TaskId task) {
    return run(stint, task).status();
  }

  /** Of all types of a host, newest first. */
  static TaskFilter of(TaskType<?> type) {
    return new TaskFilter(
        Set.of(),
        Optional.of(type.name()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        1_000);
  }
}
