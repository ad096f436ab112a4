package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.application.contract.FaultyStores;
import dev.stint.application.contract.FaultyStores.Fault;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A store that fails the first call of each verb, loses the answer of the second, and goes on to
 * fail two of five.
 */
class EngineUnderFaultsTest {

  private static final TaskType<String> TYPE = TaskType.of("test", String.class);
  private static final Set<String> RUN_PATH =
      Set.of(
          "claim",
          "claimed",
          "checkpoint",
          "settle",
          "release",
          "promote",
          "renew",
          "lines",
          "upkeep");
  private static final int TASKS = 200;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void every_task_runs_through_and_every_step_once(long seed) {
    Map<String, AtomicInteger> steps = new ConcurrentHashMap<>();
    Random random = new Random(seed);
    AtomicReference<FaultyStores> faulty = new AtomicReference<>();
    EngineFixture fixture =
        new EngineFixture(
            List.of(definition(steps)),
            TaskObserver.NONE,
            real -> {
              faulty.set(new FaultyStores(real));
              return faulty.get().stores();
            });
    List<TaskId> ids = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      ids.add(fixture.tasks.request(TYPE.with("n" + i)).id());
    }
    Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    faulty
        .get()
        .each(
            verb -> RUN_PATH.contains(verb) ? fault(count(calls, verb), random) : new Fault.None());

    RunBatch.Report report = fixture.engine.runBatch(Duration.ofSeconds(60));

    assertThat(report.drained()).isTrue();
    assertThat(calls).containsKeys("claim", "claimed", "checkpoint", "settle");
    assertThat(ids)
        .allMatch(
            id ->
                fixture.reference.queries().find(id).orElseThrow().standing().run().status()
                    == TaskStatus.SUCCEEDED);
    assertThat(steps).hasSize(3 * TASKS).allSatisfy((step, times) -> assertThat(times).hasValue(1));
  }

  private static TaskDefinition<String> definition(Map<String, AtomicInteger> steps) {
    return TaskDefinition.of(TYPE)
        .then(
            ActionDefinition.of(
                "first",
                (args, context) -> {
                  count(steps, args + " first " + context.cursor());
                  return context.cursor().isNone()
                      ? StepOutcome.yielded(Payload.of("half"))
                      : StepOutcome.done();
                }))
        .then(
            ActionDefinition.of(
                "second",
                (args, context) -> {
                  count(steps, args + " second");
                  return StepOutcome.done();
                }));
  }

  private static int count(Map<String, AtomicInteger> times, String what) {
    return times.computeIfAbsent(what, s -> new AtomicInteger()).getAndIncrement();
  }

  private static Fault fault(int call, Random random) {
    int dice = call < 2 ? call : random.nextInt(5);
    return dice == 0 ? new Fault.Before() : dice == 1 ? new Fault.AnswerLost() : new Fault.None();
  }
}
