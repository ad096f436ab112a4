package dev.stint.command.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.Config;
import dev.stint.application.api.Request;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.Payload;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.task.TaskFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Plain tasks, and walks that request a child for each item, worked on by workers whose driver is
 * hostile for a while.
 *
 * @param tasks plain ones
 * @param walk how each of the walks goes
 */
record HostileRun(int tasks, int walks, ChunkedAction<String, Integer, Integer> walk) {

  static final long SEED = Long.getLong("stint.seed", 20261130L);
  static final TaskType<String> CHILD = TaskType.of("child", String.class);
  static final Config CONFIG =
      Config.DEFAULT.poll(Duration.ofMillis(50)).lease(Duration.ofSeconds(4)).parallelism(4);

  private static final TaskType<String> PLAIN = TaskType.of("plain", String.class);
  private static final TaskType<String> WALK = TaskType.of("walk", String.class);
  private static final RetryPolicy ALWAYS =
      RetryPolicy.fixed(RetryPolicy.UNTIL_IT_SUCCEEDS, Duration.ofMillis(1));

  List<TaskDefinition<?>> definitions() {
    return List.of(
        TaskDefinition.of(
                PLAIN,
                (name, context) -> {
                  context.checkpoint(Payload.of("half"));
                  return StepOutcome.done(name);
                })
            .each(action -> action.retry(ALWAYS)),
        TaskDefinition.of(CHILD, (name, context) -> StepOutcome.done())
            .each(action -> action.retry(ALWAYS)),
        TaskDefinition.of(WALK)
            .then(
                ActionDefinition.of("walk", walk)
                    .maxSetAside(ActionDefinition.NO_SET_ASIDE)
                    .retry(ALWAYS)));
  }

  /** A worker that cannot be opened is opened again, as its host would. */
  static <S> S open(Supplier<S> opened) {
    while (true) {
      try {
        return opened.get();
      } catch (RuntimeException | Error e) {
        System.out.println("opened again after " + e.getClass().getName());
      }
    }
  }

  /**
   * Requests all, lets the workers work until their drivers threw what they had to throw, then
   * until all is done and every worker is well.
   *
   * @param clean asks by a driver that throws nothing
   */
  void mustBeOutlived(Stint clean, List<Stint> workers, List<HostileFaults> faults) {
    System.out.println("seed " + SEED);
    request(clean);
    workers.forEach(worker -> worker.work().start());

    await()
        .atMost(Duration.ofMinutes(4))
        .until(() -> faults.stream().allMatch(HostileFaults::done) || over(clean));
    faults.forEach(HostileFaults::wellAgain);
    await().atMost(Duration.ofMinutes(4)).until(() -> over(clean));

    faults.forEach(one -> System.out.println("faults " + one.met()));
    for (Stint worker : workers) {
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(worker.work().condition().words()).isEqualTo("working"));
      worker.work().stop(Duration.ofSeconds(10));
    }
  }

  private void request(Stint clean) {
    List<Request<?>> all = new ArrayList<>();
    IntStream.range(0, tasks).forEach(i -> all.add(PLAIN.with("p" + i)));
    IntStream.range(0, walks).forEach(i -> all.add(WALK.with("w" + i)));
    clean.tasks().requestAll(all);
  }

  private static boolean over(Stint clean) {
    return List.of(PLAIN, WALK, CHILD).stream()
        .flatMap(t -> clean.ask().list(TaskFilter.newest(9_999).type(t.name())).stream())
        .allMatch(row -> row.standing().run().status() == TaskStatus.SUCCEEDED);
  }

  /** There is one child for each item of each walk, and it succeeded. */
  void mustHaveChildren(Stint clean, int itemsOfEach) {
    assertThat(clean.ask().list(TaskFilter.newest(9_999).type(CHILD.name())))
        .hasSize(walks * itemsOfEach)
        .allMatch(row -> row.standing().run().status() == TaskStatus.SUCCEEDED);
  }
}
