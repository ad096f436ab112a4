package dev.stint.command.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.Config;
import dev.stint.application.api.Request;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.contract.FaultyStores;
import dev.stint.application.contract.FaultyStores.Fault;
import dev.stint.application.memory.InMemoryMutexes;
import dev.stint.application.memory.InMemoryStores;
import dev.stint.application.patience.FairStopwatch;
import dev.stint.application.spi.Stores;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.life.TaskStatus;
import dev.stint.jdbc.JdbcStores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A live worker claims, the store takes note, and the worker never hears of it. */
class LostClaimTest {

  /** Longer than a busy machine holds up a process, for which a lease must last. */
  private static final Duration LEASE = Duration.ofSeconds(30);

  private static final TaskType<String> TYPE = TaskType.of("count", String.class);
  private static final int TASKS = 5;

  @TempDir Path dir;

  @Test
  void what_was_claimed_runs_within_one_lease_on_sqlite() throws Exception {
    try (JdbcStores database =
        JdbcStores.sqlite("jdbc:sqlite:" + dir.resolve("lost.db")).migrate()) {
      runsWithinOneLease(database.stores());
    }
  }

  @Test
  void what_was_claimed_runs_within_one_lease_on_postgresql() throws Exception {
    try (TestPostgres server = TestPostgres.start();
        JdbcStores database =
            JdbcStores.postgresql(server.getPostgresDatabase(), LEASE).migrate()) {
      runsWithinOneLease(database.stores());
    }
  }

  @Test
  void what_was_claimed_runs_within_one_lease_in_memory() {
    runsWithinOneLease(InMemoryStores.create(InstantSource.system()));
  }

  /** The first claim's answer is lost, and so are the first answers to the question for it. */
  private static void runsWithinOneLease(Stores real) {
    FaultyStores faulty = new FaultyStores(real);
    Map<String, Integer> runs = new ConcurrentHashMap<>();
    Stint stint =
        Stint.on(faulty.stores(), new InMemoryMutexes(InstantSource.system()))
            .config(Config.DEFAULT.lease(LEASE))
            .define(
                TaskDefinition.of(
                    TYPE,
                    (name, context) -> {
                      runs.merge(name, 1, Integer::sum);
                      return StepOutcome.done();
                    }))
            .build();
    stint
        .tasks()
        .requestAll(
            IntStream.range(0, TASKS).<Request<?>>mapToObj(i -> TYPE.with("n" + i)).toList());
    AtomicInteger lost = new AtomicInteger();
    AtomicInteger asked = new AtomicInteger();
    faulty.each(
        verb -> {
          boolean loses =
              (verb.equals("claim") && lost.getAndIncrement() == 0)
                  || (verb.equals("claimed") && asked.getAndIncrement() < 2);
          return loses ? new Fault.AnswerLost() : new Fault.None();
        });

    FairStopwatch began = FairStopwatch.start();
    stint.work().start();
    await().until(() -> succeeded(stint) == TASKS);
    Duration took = began.elapsed();
    began.close();
    stint.work().stop(Duration.ofSeconds(5));

    assertThat(asked).hasValueGreaterThan(2);
    assertThat(took).isLessThan(LEASE);
    assertThat(runs).hasSize(TASKS).allSatisfy((name, times) -> assertThat(times).isEqualTo(1));
  }

  private static long succeeded(Stint stint) {
    return stint.ask().counts().stream()
        .filter(c -> c.status() == TaskStatus.SUCCEEDED)
        .mapToLong(c -> c.tasks())
        .sum();
  }
}
