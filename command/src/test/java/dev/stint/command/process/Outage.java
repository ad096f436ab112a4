package dev.stint.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Config;
import dev.stint.application.api.Request;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.UnknownOutcomeException;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Stores;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/**
 * Two workers and a requester whose server is killed under load and stays away for longer than a
 * lease; {@code -Dstint.outage=60} for a minute.
 */
final class Outage {

  /** The store as each of the three sees it. */
  record Seen(Stores stores, Mutexes mutexes) {}

  /** A server that can be killed and started again on what it left. */
  interface Server {
    void kill() throws Exception;

    void restart() throws Exception;
  }

  private static final TaskType<String> BUSY = TaskType.of("busy", String.class);
  private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("stint.outage", 4));
  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final Duration LEASE = Duration.ofSeconds(2);

  private final Set<TaskId> underWay = ConcurrentHashMap.newKeySet();
  private final Queue<TaskId> twice = new ConcurrentLinkedQueue<>();
  private final Queue<TaskId> acknowledged = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean enough = new AtomicBoolean();

  private Stint stint(Seen seen) {
    return Stint.on(seen.stores, seen.mutexes)
        .config(Config.DEFAULT.lease(LEASE))
        .define(
            TaskDefinition.of(
                BUSY,
                (arguments, context) -> {
                  if (!underWay.add(context.task())) {
                    twice.add(context.task());
                  }
                  LockSupport.parkNanos(5_000_000);
                  underWay.remove(context.task());
                  return StepOutcome.done();
                }))
        .build();
  }

  /** Nothing acknowledged is lost, no task runs under two owners, and the workers go on. */
  void mustBeOutlived(Server server, Seen first, Seen second, Seen third) throws Exception {
    Stint requester = stint(third);
    List<Stint> workers = List.of(stint(first), stint(second));
    workers.forEach(w -> w.work().start());
    Thread requests = new Thread(() -> request(requester));
    requests.start();
    Awaitility.await().atMost(PATIENCE).until(() -> acknowledged.size() > 500);

    server.kill();
    int before = acknowledged.size();
    LockSupport.parkNanos(OUTAGE.toNanos());
    server.restart();

    Awaitility.await().atMost(PATIENCE).until(() -> acknowledged.size() > before + 500);
    enough.set(true);
    requests.join();
    Awaitility.await().atMost(PATIENCE).until(() -> unfinished(requester) == 0);
    workers.forEach(w -> w.work().stop(Duration.ofSeconds(5)));

    assertThat(acknowledged)
        .allSatisfy(id -> assertThat(status(requester, id)).isEqualTo(TaskStatus.SUCCEEDED));
    assertThat(twice).isEmpty();
  }

  private void request(Stint requester) {
    while (!enough.get()) {
      List<Request<?>> some = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        some.add(BUSY.with("busy"));
      }
      try {
        requester.tasks().requestAll(some).forEach(r -> acknowledged.add(r.id()));
      } catch (UnknownOutcomeException | StoreException away) {
        // Nothing was promised.
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  private static long unfinished(Stint stint) {
    return stint.ask().counts().stream()
        .filter(c -> !c.status().finished())
        .mapToLong(c -> c.tasks())
        .sum();
  }

  private static TaskStatus status(Stint stint, TaskId id) {
    return stint.ask().find(id).orElseThrow().standing().run().status();
  }
}
