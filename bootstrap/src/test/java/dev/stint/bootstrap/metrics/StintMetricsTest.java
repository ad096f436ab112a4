package dev.stint.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.memory.InMemoryMutexes;
import dev.stint.application.memory.InMemoryStores;
import dev.stint.application.spi.Stores;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.ReadyDepth;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class StintMetricsTest {

  record Nothing() {}

  private static final TaskType<Nothing> TYPE = TaskType.of("no.op", Nothing.class);
  private static final Action<Nothing> DONE = (arguments, context) -> StepOutcome.done();

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final StintMetrics metrics = new StintMetrics(registry);
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T00:00:00Z"));

  private Stint stint() {
    InstantSource clock = now::get;
    return Stint.on(InMemoryStores.create(clock), new InMemoryMutexes(clock))
        .observer(metrics)
        .define(TaskDefinition.of(TYPE).then(ActionDefinition.of("do", DONE)))
        .build();
  }

  @Test
  void a_task_that_ran_was_timed_and_counted() {
    Stint stint = stint();
    stint.tasks().request(TYPE.with(new Nothing()));
    now.updateAndGet(t -> t.plusSeconds(7));

    stint.batches().runBatch(Duration.ofSeconds(60));

    assertThat(
            registry
                .get("stint.delay")
                .tag("type", "no.op")
                .timer()
                .max(java.util.concurrent.TimeUnit.SECONDS))
        .isBetween(7.0, 8.0);
    assertThat(registry.get("stint.duration").tag("lane", "BACKGROUND").timer().count()).isOne();
    assertThat(
            registry
                .get("stint.settled")
                .tags("lane", "BACKGROUND", "outcome", "SUCCEEDED")
                .counter()
                .count())
        .isEqualTo(1.0);
  }

  @Test
  void counters_are_there_at_zero_before_the_first_task() {
    stint().batches().runBatch(Duration.ofSeconds(60));

    assertThat(
            registry
                .get("stint.settled")
                .tags("type", "no.op", "lane", "BACKGROUND", "outcome", "FAILED")
                .counter()
                .count())
        .isZero();
    assertThat(registry.get("stint.items.set.aside").tag("type", "no.op").counter().count())
        .isZero();
    assertThat(
            registry
                .get("stint.store.errors")
                .tags("verb", "claim", "passing", "false")
                .counter()
                .count())
        .isZero();
  }

  @Test
  void a_clock_that_steps_back_makes_no_time_negative() {
    Line line = new Line(QueueName.DEFAULT, TYPE.name());
    metrics.began(line, Lane.BACKGROUND, Duration.ofSeconds(-5));
    metrics.settled(line, Lane.BACKGROUND, TaskStatus.SUCCEEDED, Duration.ofSeconds(-5));
    metrics.ready(
        now.get(), List.of(new ReadyDepth(line, Lane.BACKGROUND, 1, now.get().plusSeconds(9))));

    assertThat(registry.get("stint.delay").timer().count()).isOne();
    assertThat(registry.get("stint.duration").timer().count()).isOne();
    assertThat(registry.get("stint.oldest.due.age").gauge().value()).isZero();
  }

  @Test
  void items_that_are_set_aside_are_counted() {
    ChunkedAction<Nothing, Integer, Integer> walk =
        new ChunkedAction<>() {
          @Override
          public Class<Integer> cursorType() {
            return Integer.class;
          }

          @Override
          public Chunk<Integer, Integer> next(Nothing args, Optional<Integer> after, int size) {
            List<Integer> left = List.of(1, 2, 3).subList(after.orElse(0), 3);
            List<Integer> items = left.subList(0, Math.min(size, left.size()));
            int last = items.isEmpty() ? 3 : items.get(items.size() - 1);
            return new Chunk<>(items, last, last == 3);
          }

          @Override
          public void process(Nothing args, List<Integer> items, ChunkContext context) {
            if (items.contains(2)) {
              throw new IllegalArgumentException("no");
            }
          }
        };
    InstantSource clock = now::get;
    Stint stint =
        Stint.on(InMemoryStores.create(clock), new InMemoryMutexes(clock))
            .observer(metrics)
            .define(TaskDefinition.of(TYPE).then(ActionDefinition.of("walk", walk)))
            .build();

    stint.tasks().request(TYPE.with(new Nothing()));
    stint.batches().runBatch(Duration.ofSeconds(60));

    assertThat(registry.get("stint.items.set.aside").counter().count()).isEqualTo(1);
  }

  @Test
  void gauges_tell_how_many_wait_and_how_long_and_forget_lines_that_are_empty() {
    Stint stint = stint();
    stint.tasks().request(TYPE.with(new Nothing()));
    stint.tasks().request(TYPE.with(new Nothing()));
    now.updateAndGet(t -> t.plusSeconds(90));
    metrics.ready(now.get(), stint.ask().depths());

    assertThat(registry.get("stint.depth").tag("queue", "default").gauge().value()).isEqualTo(2);
    assertThat(registry.get("stint.oldest.due.age").gauge().value()).isEqualTo(90);

    stint.batches().runBatch(Duration.ofSeconds(60));
    metrics.ready(now.get(), stint.ask().depths());
    assertThat(registry.find("stint.depth").gauge()).isNull();
  }

  @Test
  void a_working_engine_tells_what_is_ready_also_of_types_it_does_not_know() {
    InstantSource clock = now::get;
    Stores stores = InMemoryStores.create(clock);
    Stint requests =
        Stint.on(stores, new InMemoryMutexes(clock)).define(TaskDefinition.of(TYPE, DONE)).build();
    requests.tasks().request(TYPE.with(new Nothing()));
    TaskType<Nothing> other = TaskType.of("other", Nothing.class);
    Stint works =
        Stint.on(stores, new InMemoryMutexes(clock))
            .observer(metrics)
            .define(TaskDefinition.of(other, DONE))
            .build();

    works.work().start();
    await()
        .atMost(Duration.ofSeconds(120))
        .until(() -> registry.find("stint.depth").tag("type", "no.op").gauge() != null);
    works.work().stop(Duration.ofSeconds(1));

    assertThat(registry.get("stint.depth").tag("type", "no.op").gauge().value()).isEqualTo(1);
  }

  @Test
  void an_engine_tells_how_many_tasks_stand_where_and_who_works() {
    Stint stint = stint();
    stint.tasks().request(TYPE.with(new Nothing()).paused());

    stint.work().start();
    await()
        .atMost(Duration.ofSeconds(120))
        .until(() -> registry.find("stint.workers").tag("state", "live").gauge() != null);
    stint.work().stop(Duration.ofSeconds(1));

    assertThat(registry.get("stint.tasks").tag("status", "PAUSED").gauge().value()).isEqualTo(1);
    assertThat(registry.get("stint.workers").tag("state", "live").gauge().value()).isEqualTo(1);
    assertThat(registry.get("stint.workers").tag("state", "lost").gauge().value()).isZero();
  }

  @Test
  void every_meter_is_in_the_page_and_the_page_names_no_other() throws IOException {
    Stint stint = stint();
    stint.tasks().request(TYPE.with(new Nothing()));
    List<ReadyDepth> ready = stint.ask().depths();
    stint.batches().runBatch(Duration.ofSeconds(60));
    metrics.ready(now.get(), ready);
    metrics.messagesDropped(new Line(new QueueName("default"), new TaskTypeName("no.op")), 3);
    metrics.standing(now.get(), stint.ask().counts(), stint.ask().workers());
    metrics.stale(new Line(new QueueName("default"), new TaskTypeName("no.op")));
    metrics.leaseLost();
    metrics.storeFailed("claim", true);

    Set<String> there = new TreeSet<>();
    // This registry shows each bucket as a meter of its own.
    registry.getMeters().forEach(m -> there.add(m.getId().getName().replace(".histogram", "")));
    Set<String> told = new TreeSet<>();
    Path page = Path.of("..", "docs", "metrics.md");
    for (String line : Files.readAllLines(page)) {
      if (line.startsWith("| `stint.")) {
        told.add(line.split("`", -1)[1]);
      }
    }
    assertThat(told).isEqualTo(there);
  }
}
