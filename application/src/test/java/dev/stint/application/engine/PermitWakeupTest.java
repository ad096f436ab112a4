package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.Config;
import dev.stint.application.api.Request;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.registers.GateRegister;
import dev.stint.application.service.QueueService;
import dev.stint.domain.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever waits for a permit is woken by it: the polls here are an hour apart. */
class PermitWakeupTest {

  private static final TaskType<String> FEW = TaskType.of("few", String.class);
  private static final TaskType<String> MANY = TaskType.of("many", String.class);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Config CONFIG =
      Config.DEFAULT
          .poll(HOUR)
          .lease(HOUR.multipliedBy(3))
          .stint(HOUR)
          .prefetch(Duration.ZERO)
          .parallelism(4);

  private final Map<String, Semaphore> gates = new ConcurrentHashMap<>();
  private final Set<String> begun = ConcurrentHashMap.newKeySet();
  private final AtomicLong stepped = new AtomicLong();
  private final EngineFixture fixture =
      new EngineFixture(CONFIG, definitions(), TaskObserver.NONE, s -> s);
  private final Engine engine = fixture.engine;

  private List<TaskDefinition<?>> definitions() {
    return List.of(
        TaskDefinition.of(FEW, (args, context) -> ran(args)).limit(1),
        TaskDefinition.of(MANY, (args, context) -> ran(args)));
  }

  private Semaphore gate(String name) {
    return gates.computeIfAbsent(name, n -> new Semaphore(0));
  }

  private StepOutcome ran(String name) throws InterruptedException {
    begun.add(name);
    gate(name).acquire();
    return StepOutcome.done();
  }

  @AfterEach
  void stop() {
    gates.values().forEach(gate -> gate.release(100));
    engine.stop(Duration.ofSeconds(10));
  }

  private void awaitBegun(String name) {
    await().atMost(LONG).until(() -> begun.contains(name));
  }

  /** Requests it and tells the engine that something may be ready, as a wakeups port does. */
  private TaskId request(Request<String> request) {
    TaskId task = fixture.tasks.request(request).id();
    worker().signals.hint(fixture.row(task).standing().spec().line());
    return task;
  }

  private WorkerAssembly worker() {
    await().atMost(LONG).until(() -> engine.worker().isPresent());
    return engine.worker().orElseThrow();
  }

  private void awaitAside(int tasks) {
    await().atMost(LONG).until(() -> worker().permits.waiting() == tasks);
    await().atMost(LONG).until(() -> worker().states.idle() > 0);
  }

  /** The slot that gives it back may not start what waits: it is kept for INTERACTIVE tasks. */
  @Test
  void a_permit_that_a_reserved_slot_gives_back_wakes_one_that_may_use_it() {
    engine.start();
    for (int i = 0; i < 3; i++) {
      request(MANY.with("m" + i));
      awaitBegun("m" + i);
    }
    request(FEW.with("person").interactive());
    awaitBegun("person");
    assertThat(worker().states.idle()).as("all but the reserved one were taken").isZero();
    request(FEW.with("waits"));
    gate("m0").release();
    awaitAside(1);

    gate("person").release();

    awaitBegun("waits");
  }

  @Test
  void a_permit_that_another_slot_gives_back_starts_what_stands_aside() {
    engine.start();
    request(FEW.with("first"));
    awaitBegun("first");
    request(FEW.with("second"));
    awaitAside(1);

    gate("first").release();

    awaitBegun("second");
  }

  /** Nobody claims for a line of which nothing is ready: who stands aside looks for itself. */
  @ParameterizedTest
  @ValueSource(ints = {2, 0})
  void a_limit_that_grew_or_went_starts_what_stands_aside_at_the_next_look(int limit) {
    QueueService queues =
        new QueueService(new GateRegister(fixture.reference.registers(), fixture.codec));
    queues.limitType(MANY.name(), OptionalInt.of(1));
    Engine looks = new Engine(quick());
    looks.start();
    try {
      fixture.tasks.request(MANY.with("first"));
      awaitBegun("first");
      fixture.tasks.request(MANY.with("second"));
      await().atMost(LONG).until(() -> looks.worker().orElseThrow().permits.waiting() == 1);

      queues.limitType(MANY.name(), limit == 0 ? OptionalInt.empty() : OptionalInt.of(limit));
      stepped.addAndGet(Duration.ofSeconds(2).toNanos());

      awaitBegun("second");
    } finally {
      gates.values().forEach(gate -> gate.release(100));
      looks.stop(Duration.ofSeconds(10));
    }
  }

  private EngineParts quick() {
    EngineFixture polls =
        new EngineFixture(
            CONFIG.poll(Duration.ofMillis(20)),
            definitions(),
            TaskObserver.NONE,
            s -> fixture.reference);
    return polls.on(() -> System.nanoTime() + stepped.get());
  }
}
