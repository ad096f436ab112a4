package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.application.contract.FaultyStores;
import dev.stint.application.contract.FaultyStores.Fault;
import dev.stint.application.engine.claim.Gates;
import dev.stint.application.engine.claim.LineChoice;
import dev.stint.application.registers.GateRegister;
import dev.stint.application.service.QueueService;
import dev.stint.application.spi.RegisterStore.Swap;
import dev.stint.domain.Line;
import dev.stint.domain.Payload;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.Gate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Queues and types on hold, and their limits. */
class GatesTest {

  private static final TaskType<String> ONE = TaskType.of("one", String.class);
  private static final TaskType<String> TWO = TaskType.of("two", String.class);
  private static final TaskType<String> LIMITED = TaskType.of("limited", String.class);
  private static final QueueName SLOW = new QueueName("slow");
  private static final Duration LONG = Duration.ofSeconds(120);

  private final CountDownLatch go = new CountDownLatch(1);
  private final CountDownLatch begun = new CountDownLatch(1);
  private final AtomicInteger reads = new AtomicInteger();
  private final FaultyStores[] faulty = new FaultyStores[1];
  private final EngineFixture fixture =
      new EngineFixture(
          List.of(
              TaskDefinition.of(
                  ONE,
                  (args, context) -> {
                    begun.countDown();
                    if (args.equals("wait")) {
                      go.await();
                    }
                    return StepOutcome.done();
                  }),
              TaskDefinition.of(TWO, (args, context) -> StepOutcome.done()),
              TaskDefinition.of(LIMITED, (args, context) -> StepOutcome.done()).limit(4)),
          TaskObserver.NONE,
          real -> {
            faulty[0] = new FaultyStores(real);
            return faulty[0].stores();
          });
  private final QueueService queues =
      new QueueService(new GateRegister(fixture.reference.registers(), fixture.codec));

  private RunBatch.Report batch() {
    return fixture.engine.runBatch(LONG);
  }

  @Test
  void tasks_of_a_paused_queue_wait_until_it_is_resumed() {
    TaskId held = fixture.tasks.request(ONE.with("x").queue("slow")).id();
    TaskId free = fixture.tasks.request(ONE.with("x")).id();
    queues.pauseQueue(SLOW);

    assertThat(batch().drained()).isTrue();
    assertThat(fixture.status(held)).isEqualTo(TaskStatus.PENDING);
    assertThat(fixture.status(free)).isEqualTo(TaskStatus.SUCCEEDED);

    queues.resumeQueue(SLOW);
    batch();
    assertThat(fixture.status(held)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void tasks_of_a_paused_type_wait_until_it_is_resumed() {
    TaskId held = fixture.tasks.request(ONE.with("x")).id();
    TaskId free = fixture.tasks.request(TWO.with("x")).id();
    queues.pauseType(ONE.name());

    batch();
    assertThat(fixture.status(held)).isEqualTo(TaskStatus.PENDING);
    assertThat(fixture.status(free)).isEqualTo(TaskStatus.SUCCEEDED);

    queues.resumeType(ONE.name());
    batch();
    assertThat(fixture.status(held)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void a_queue_and_a_type_of_the_same_name_are_two_things() {
    queues.pauseQueue(new QueueName("two"));
    TaskId other = fixture.tasks.request(TWO.with("x")).id();
    batch();
    assertThat(fixture.status(other)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void what_runs_already_goes_on_while_its_queue_is_paused_and_engines_hear_of_it() {
    TaskId running = fixture.tasks.request(ONE.with("wait").queue("slow")).id();
    fixture.engine.start();
    try {
      awaitLatch(begun);
      queues.pauseQueue(SLOW);
      Line slow = new Line(SLOW, TWO.name());
      await().until(() -> !fixture.engine.worker().orElseThrow().gates.open(slow));
      TaskId later = fixture.tasks.request(TWO.with("x").queue("slow")).id();
      go.countDown();
      await().until(() -> fixture.status(running) == TaskStatus.SUCCEEDED);
      assertThat(fixture.status(later)).isEqualTo(TaskStatus.PENDING);

      queues.resumeQueue(SLOW);
      await().until(() -> fixture.status(later) == TaskStatus.SUCCEEDED);
    } finally {
      fixture.engine.stop(LONG);
    }
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void gates_are_read_once_a_second_however_often_lines_are_looked_at() {
    faulty[0].each(
        verb -> {
          if (verb.equals("all")) {
            reads.incrementAndGet();
          }
          return new Fault.None();
        });
    AtomicLong nanos = new AtomicLong();
    Gates gates = gates(nanos);
    Line line = new Line(SLOW, ONE.name());
    for (int i = 0; i < 100; i++) {
      assertThat(gates.open(line)).isEqualTo(i < 50);
      if (i == 45) {
        queues.pauseQueue(SLOW);
      }
      nanos.addAndGet(Duration.ofMillis(100).toNanos());
    }
    assertThat(reads).hasValue(10);
  }

  private Gates gates(AtomicLong nanos) {
    LineChoice all = LineChoice.of(fixture.parts.registry(), Set.of(), Set.of());
    return new WorkerAssembly(fixture.on(nanos::get), all, 1, Optional.empty()).gates;
  }

  @Test
  void a_limit_of_a_queue_or_a_type_is_told_and_the_lesser_counts_for_a_line() {
    queues.limitQueue(SLOW, OptionalInt.of(5));
    queues.limitType(ONE.name(), OptionalInt.of(3));
    Gates gates = gates(new AtomicLong());
    Line both = new Line(SLOW, ONE.name());
    assertThat(gates.limit(both)).as("before the first look").isEmpty();

    assertThat(gates.open(both)).isTrue();
    assertThat(gates.limit(both)).hasValue(3);
    assertThat(gates.limit(new Line(SLOW, TWO.name()))).hasValue(5);
    assertThat(gates.limit(new Line(QueueName.DEFAULT, ONE.name()))).hasValue(3);
    assertThat(gates.limit(new Line(QueueName.DEFAULT, TWO.name()))).isEmpty();
    assertThat(gates.limits(both)).isEqualTo(Map.of("queue:slow", 5, "type:one", 3));
  }

  @Test
  void of_the_limits_of_a_definition_and_of_a_gate_the_lesser_counts() {
    Gates gates = gates(new AtomicLong());
    Line line = new Line(QueueName.DEFAULT, LIMITED.name());
    assertThat(gates.limits(line)).isEqualTo(Map.of("type:limited", 4));
    queues.limitType(LIMITED.name(), OptionalInt.of(9));
    queues.limitQueue(QueueName.DEFAULT, OptionalInt.of(7));

    gates.open(line);
    assertThat(gates.limits(line)).isEqualTo(Map.of("type:limited", 4, "queue:default", 7));
  }

  @Test
  void what_is_paused_or_limited_is_listed_and_what_is_neither_leaves_no_trace() {
    queues.pauseQueue(SLOW);
    queues.limitQueue(SLOW, OptionalInt.of(5));
    queues.limitType(ONE.name(), OptionalInt.of(3));
    assertThat(queues.list())
        .containsExactlyInAnyOrder(
            new Gate(Gate.Kind.QUEUE, "slow", true, OptionalInt.of(5)),
            new Gate(Gate.Kind.TYPE, "one", false, OptionalInt.of(3)));

    queues.resumeQueue(SLOW);
    queues.limitQueue(SLOW, OptionalInt.empty());
    queues.limitType(ONE.name(), OptionalInt.empty());
    queues.resumeType(TWO.name());
    assertThat(queues.list()).isEmpty();
    assertThat(fixture.reference.registers().all("gate")).isEmpty();
  }

  @Test
  void a_limit_of_none_is_refused() {
    assertThatThrownBy(() -> queues.limitQueue(SLOW, OptionalInt.of(0)))
        .hasMessage("a limit is at least 1, not 0; to let nothing through, pause it");
  }

  @Test
  void a_gate_that_this_build_cannot_read_holds_up_only_what_it_names() {
    Swap strange = new Swap("gate", "type:two", 0, Payload.of("not of this build"));
    fixture.reference.registers().swap(List.of(strange));
    TaskId held = fixture.tasks.request(TWO.with("x")).id();
    TaskId free = fixture.tasks.request(ONE.with("x")).id();
    batch();
    assertThat(fixture.status(held)).isEqualTo(TaskStatus.PENDING);
    assertThat(fixture.status(free)).isEqualTo(TaskStatus.SUCCEEDED);

    queues.resumeType(TWO.name());
    batch();
    assertThat(fixture.status(held)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void nothing_is_claimed_while_the_store_does_not_say_what_is_on_hold() {
    faulty[0].each(verb -> verb.equals("all") ? new Fault.Before() : new Fault.None());
    TaskId task = fixture.tasks.request(ONE.with("x")).id();

    assertThat(fixture.engine.runBatch(Duration.ofMillis(200)).drained()).isFalse();
    assertThat(fixture.status(task)).isEqualTo(TaskStatus.PENDING);
  }

  @Test
  void names_of_types_nobody_knows_can_be_paused_ahead() {
    TaskTypeName tomorrow = new TaskTypeName("of tomorrow's build");
    queues.pauseType(tomorrow);
    assertThat(queues.list()).containsExactly(Gate.of(tomorrow).closed(true));
  }
}
