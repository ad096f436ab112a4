package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.Config;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.contract.FaultyStores;
import dev.stint.application.contract.FaultyStores.Fault;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever call of the store a worker needs again and again, it says when that fails. */
class VitalCallsTest {

  private static final TaskType<String> TYPE = TaskType.of("test", String.class);
  private static final Duration LEASE = Duration.ofSeconds(12);
  private static final Duration STEP = Duration.ofSeconds(3);
  private static final String WORDS = ": told to fail before";

  private final AtomicLong stepped = new AtomicLong();
  private final AtomicLong renewed = new AtomicLong();
  private final Map<String, Fault> faults = new ConcurrentHashMap<>();
  private final Map<String, Long> called = new ConcurrentHashMap<>();
  private final AtomicReference<FaultyStores> faulty = new AtomicReference<>();
  private final CountDownLatch go = new CountDownLatch(1);
  private final EngineFixture fixture =
      new EngineFixture(
          Config.DEFAULT.poll(Duration.ofMillis(20)).lease(LEASE).parallelism(2),
          List.of(TaskDefinition.of(TYPE, (args, context) -> run(args))),
          TaskObserver.NONE,
          real -> {
            faulty.set(new FaultyStores(real));
            return faulty.get().stores();
          });
  private final Engine engine = new Engine(fixture.on(() -> System.nanoTime() + stepped.get()));

  VitalCallsTest() {
    faulty.get().each(this::fault);
  }

  private Fault fault(String verb) {
    called.put(verb, stepped.get());
    if (verb.equals("renew")) {
      renewed.set(stepped.get());
    }
    return faults.getOrDefault(verb, new Fault.None());
  }

  private StepOutcome run(String args) throws InterruptedException {
    if (args.equals("long")) {
      go.await();
    }
    return StepOutcome.done();
  }

  @AfterEach
  void stop() {
    faults.clear();
    go.countDown();
    engine.stop(Duration.ofSeconds(10));
  }

  private void awaitWords(String words) {
    await().until(() -> engine.condition().words().equals(words));
  }

  /** In steps that the renewals can follow, one after each call of the verb. */
  private void awaitWhileFailing(String verb, String words) {
    await()
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              step(verb);
              return engine.condition().words().equals(words + WORDS);
            });
    assertThat(engine.condition().healthy()).isFalse();
  }

  private void awaitWorking() {
    await()
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              step("upkeep");
              return engine.condition().words().equals("working");
            });
  }

  private void step(String verb) {
    long now = stepped.get();
    boolean tried = called.getOrDefault(verb, -1L) == now;
    if (tried && now - renewed.get() < LEASE.dividedBy(2).toNanos()) {
      stepped.addAndGet(STEP.toNanos());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "lines, nothing can be claimed",
    "promote, nothing that came due can be made ready",
    "register, nothing can wait for others",
    "owed, nothing that waits can be woken",
    "deliver, nothing can be given a serial key",
    "lose, nothing can be taken over",
    "all, 'no limit, hold or schedule can be read'"
  })
  void what_fails_for_a_lease_is_told_in_the_words_of_the_store(String verb, String words) {
    engine.start();
    awaitWords("working");
    TaskId later = fixture.tasks.request(TYPE.with("x").dueIn(Duration.ofDays(1))).id();
    faults.put("upkeep", new Fault.Before());
    faults.put(verb, new Fault.Before());
    fixture.tasks.request(TYPE.with("y").after(later));

    // Lost workers are looked for only as the time goes by.
    awaitWhileFailing(verb.equals("lose") ? "upkeep" : verb, words);

    faults.clear();
    awaitWorking();
  }

  @ParameterizedTest
  @ValueSource(strings = {"owedBy", "steer"})
  void a_task_that_waits_and_cannot_be_woken_for_a_lease_is_told(String verb) {
    engine.start();
    awaitWords("working");
    TaskId first = fixture.tasks.request(TYPE.with("long")).id();
    TaskId waits = fixture.tasks.request(TYPE.with("y").after(first)).id();
    await().until(() -> fixture.status(waits) == TaskStatus.BLOCKED);
    faults.put(verb, new Fault.Before());
    go.countDown();

    awaitWhileFailing(verb, "nothing that waits can be woken");

    faults.clear();
    awaitWorking();
    await().until(() -> fixture.status(waits).finished());
  }
}
