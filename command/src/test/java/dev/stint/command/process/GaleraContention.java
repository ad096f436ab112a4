package dev.stint.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.Config;
import dev.stint.application.api.Request;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.UnknownOutcomeException;
import dev.stint.application.memory.InMemoryMutexes;
import dev.stint.application.spi.StoreException;
import dev.stint.bootstrap.Stint;
import dev.stint.command.store.OpenStore;
import dev.stint.domain.TaskId;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskRow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Workers and requesters whose connections go to all nodes by turns, all of them at the same few
 * serial keys and at tasks that wait for others, as fast as they can.
 */
final class GaleraContention {

  private static final TaskType<String> KEYED = TaskType.of("keyed", String.class);
  private static final TaskType<String> TARGET = TaskType.of("target", String.class);
  private static final TaskType<String> WAITER = TaskType.of("waiter", String.class);
  private static final int KEYS = 4;
  private static final int ROUNDS = 300;
  private static final Duration STUCK = Duration.ofSeconds(30);

  /** Of each target. */
  private static final int WAITERS = 3;

  private final Map<String, Queue<Integer>> ran = new ConcurrentHashMap<>();
  private final Map<String, Long> ended = new ConcurrentHashMap<>();
  private final Queue<String> tooEarly = new ConcurrentLinkedQueue<>();
  private final List<Stint> clients = new ArrayList<>();

  GaleraContention(List<OpenStore> stores, Duration lease) {
    for (OpenStore store : stores) {
      clients.add(
          Stint.on(store.stores(), new InMemoryMutexes(InstantSource.system()))
              .config(Config.DEFAULT.lease(lease).poll(Duration.ofMillis(50)).parallelism(8))
              .define(TaskDefinition.of(KEYED, this::keyed))
              .define(TaskDefinition.of(TARGET, this::target))
              .define(TaskDefinition.of(WAITER, this::waiter))
              .build());
    }
  }

  private StepOutcome keyed(String name, ActionContext context) {
    String[] words = name.split(" ");
    ran.computeIfAbsent(words[0], k -> new ConcurrentLinkedQueue<>())
        .add(Integer.valueOf(words[1]));
    return StepOutcome.done();
  }

  private StepOutcome target(String name, ActionContext context) {
    ended.put(name, System.nanoTime());
    return StepOutcome.done();
  }

  private StepOutcome waiter(String target, ActionContext context) {
    if (!ended.containsKey(target)) {
      tooEarly.add(target);
    }
    return StepOutcome.done();
  }

  /**
   * Every task ended, each serial key kept its order, and no task ran before one that it waits for.
   */
  void mustBeOutlived() throws Exception {
    clients.forEach(n -> n.work().start());
    List<Thread> requesters =
        IntStream.range(0, KEYS).mapToObj(key -> new Thread(() -> request(key))).toList();
    requesters.forEach(Thread::start);
    for (Thread requester : requesters) {
      requester.join();
    }
    Stint client = clients.get(0);
    awaitAllOver(client);
    clients.forEach(n -> n.work().stop(Duration.ofSeconds(5)));
    assertThat(tooEarly).as("ran before the task that they wait for").isEmpty();
    for (int key = 0; key < KEYS; key++) {
      assertThat(ran.getOrDefault("key" + key, new ConcurrentLinkedQueue<>()))
          .as("key " + key)
          .containsExactlyElementsOf(IntStream.range(0, ROUNDS).boxed().toList());
    }
  }

  /** As long as anything gets on. */
  private static void awaitAllOver(Stint client) {
    long left = unfinished(client);
    long since = System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(100_000_000);
      long now = unfinished(client);
      if (now != left) {
        left = now;
        since = System.nanoTime();
      }
      if (System.nanoTime() - since > STUCK.toNanos()) {
        throw new AssertionError(left + " tasks do not get on, such as " + stuck(client));
      }
    }
  }

  /** One after the other; who waits is asked for by all. */
  private void request(int key) {
    Stint client = clients.get(key % clients.size());
    for (int i = 0; i < ROUNDS; i++) {
      stored(client, KEYED.with("key" + key + " " + i).serialKey("key" + key));
      if (i % 10 == 0) {
        String name = "target " + key + " " + i;
        TaskId target = stored(client, TARGET.with(name));
        for (int w = 0; w < WAITERS; w++) {
          stored(clients.get(w % clients.size()), WAITER.with(name).after(target));
        }
      }
    }
  }

  private static TaskId stored(Stint client, Request<String> request) {
    TaskId id = new TaskId(UuidCreator.getTimeOrderedEpoch());
    while (true) {
      try {
        client.tasks().request(ChaosTypes.endless(request).id(id));
        return id;
      } catch (UnknownOutcomeException | StoreException again) {
        Thread.onSpinWait();
      }
    }
  }

  private static long unfinished(Stint client) {
    return client.ask().counts().stream()
        .filter(c -> !c.status().finished())
        .mapToLong(c -> c.tasks())
        .sum();
  }

  private static String text(TaskRow row) {
    return new String(row.standing().spec().arguments().bytes(), StandardCharsets.UTF_8);
  }

  private static List<String> stuck(Stint client) {
    return client.ask().list(TaskFilter.newest(1_000)).stream()
        .filter(r -> !r.standing().run().status().finished())
        .limit(5)
        .map(r -> text(r) + ": " + r.standing().run())
        .toList();
  }
}
