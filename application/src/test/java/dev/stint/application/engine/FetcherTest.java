package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.engine.claim.LineChoice;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When the fetcher claims, and when it rests. */
class FetcherTest {

  private static final TaskType<String> PLAIN = TaskType.of("plain", String.class);

  private final EngineFixture fixture =
      new EngineFixture(
          EngineFixture.CONFIG.poll(Duration.ofMinutes(1)).lease(Duration.ofMinutes(5)),
          List.of(TaskDefinition.of(PLAIN, (args, context) -> StepOutcome.done())),
          TaskObserver.NONE,
          s -> s);
  private final LineChoice all = LineChoice.of(fixture.parts.registry(), Set.of(), Set.of());

  /** Claims for four slots that never run anything. */
  private final WorkerAssembly worker = new WorkerAssembly(fixture.parts, all, 4, Optional.empty());

  @AfterEach
  void stop() {
    worker.stop.begin();
    Workers.close(worker);
  }

  private static Set<Thread> fetchers() {
    return Set.copyOf(
        Thread.getAllStackTraces().keySet().stream()
            .filter(t -> t.getName().equals("stint-fetch"))
            .toList());
  }

  @Test
  void a_hint_that_there_is_no_room_for_is_followed_once_there_is_and_costs_nothing_before() {
    worker.lease.register();
    IntStream.range(0, 3).forEach(i -> fixture.tasks.request(PLAIN.with("n" + i)));
    Set<Thread> others = fetchers();
    worker.fetcher.start();
    Thread mine = fetchers().stream().filter(t -> !others.contains(t)).findFirst().orElseThrow();
    await().until(() -> worker.buffer.size() == 3);
    await().until(() -> mine.getState() == Thread.State.TIMED_WAITING);

    fixture.tasks.request(PLAIN.with("one more"));
    worker.signals.hint();

    await().until(() -> mine.getState() == Thread.State.TIMED_WAITING);
    assertThat(worker.lines.justLooked()).as("the hint still waits").isFalse();
    worker.buffer.drain();
    worker.signals.runningLow();
    await().until(() -> worker.buffer.size() == 1);
  }
}
