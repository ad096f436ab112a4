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
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A driver throws what no store may throw, in each call that an engine makes: it passes. */
class DriverErrorsTest {

  private static final TaskType<String> TYPE = TaskType.of("test", String.class);
  private static final Config CONFIG =
      Config.DEFAULT.poll(Duration.ofMillis(10)).lease(Duration.ofMillis(900)).parallelism(4);
  private static final int TIMES = 3;
  private static final int TASKS = 20;

  private static final List<String> VERBS =
      List.of(
          "register",
          "renew",
          "held",
          "lose",
          "claim",
          "lines",
          "checkpoint",
          "settle",
          "promote",
          "deliver",
          "upkeep",
          "retire");

  /** Called at each round where the store does not say what there is to do. */
  private static final Set<String> ONLY_WHEN_DUE = Set.of("promote", "deliver");

  static Stream<Arguments> table() {
    return VERBS.stream()
        .flatMap(
            verb ->
                Stream.of(new NullPointerException("driver"), new OutOfMemoryError("told to"))
                    .map(error -> Arguments.of(verb, error)));
  }

  @ParameterizedTest(name = "{0} throws {1}")
  @MethodSource("table")
  void a_call_that_throws_anything_is_tried_again(String verb, Throwable thrown) {
    Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    Map<String, AtomicInteger> told = new ConcurrentHashMap<>();
    AtomicReference<FaultyStores> faulty = new AtomicReference<>();
    EngineFixture fixture =
        new EngineFixture(
            CONFIG,
            List.of(definition()),
            counting(told),
            real -> {
              faulty.set(new FaultyStores(real));
              return faulty.get().stores();
            });
    faulty
        .get()
        .each(
            called -> {
              if (called.equals("upkeep") && ONLY_WHEN_DUE.contains(verb)) {
                return new Fault.Before();
              }
              return called.equals(verb) && count(calls, verb) <= TIMES
                  ? new Fault.Thrown(thrown)
                  : new Fault.None();
            });
    fixture.engine.start();
    List<TaskId> tasks = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      tasks.add(fixture.tasks.request(TYPE.with("x" + i)).id());
    }
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> tasks.stream().allMatch(t -> fixture.status(t).finished()));
    if (!verb.equals("retire")) {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> calls.getOrDefault(verb, new AtomicInteger()).get() > TIMES);
    }
    await().until(() -> fixture.engine.condition().words().equals("working"));
    fixture.engine.stop(Duration.ofSeconds(10));
    assertThat(tasks).allMatch(t -> fixture.run(t).attempt() == 0);
    assertThat(told).isNotEmpty();
  }

  private static TaskDefinition<String> definition() {
    return TaskDefinition.of(
        TYPE,
        (args, context) -> {
          context.checkpoint(Payload.of("half"));
          return StepOutcome.done();
        });
  }

  private static TaskObserver counting(Map<String, AtomicInteger> told) {
    return new TaskObserver() {
      @Override
      public void storeFailed(String verb, boolean passing) {
        count(told, verb);
        assertThat(passing).isTrue();
      }
    };
  }

  private static int count(Map<String, AtomicInteger> times, String what) {
    return times.computeIfAbsent(what, s -> new AtomicInteger()).incrementAndGet();
  }
}
