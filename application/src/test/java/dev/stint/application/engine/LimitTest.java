package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.Config;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.engine.claim.Permit;
import dev.stint.application.memory.InMemoryStores;
import dev.stint.application.spi.RegisterStore.Register;
import dev.stint.application.spi.RegisterStore.Swap;
import dev.stint.application.spi.Stores;
import dev.stint.domain.Payload;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.TaskStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A limit over all workers, held in permits. */
class LimitTest {

  private static final TaskType<String> FEW = TaskType.of("few", String.class);
  private static final TaskType<String> MANY = TaskType.of("many", String.class);
  private static final Duration SOON = Duration.ofSeconds(120);
  private static final Config CONFIG = EngineFixture.CONFIG.parallelism(8);

  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final CountDownLatch gate = new CountDownLatch(1);
  private final Stores stores = InMemoryStores.create(InstantSource.system());

  private final List<TaskDefinition<?>> definitions =
      List.of(
          TaskDefinition.of(FEW, (args, context) -> counted()).limit(3),
          TaskDefinition.of(
              MANY,
              (args, context) -> {
                assertThat(gate.await(120, TimeUnit.SECONDS)).isTrue();
                return StepOutcome.done();
              }));

  private StepOutcome counted() throws InterruptedException {
    most.accumulateAndGet(now.incrementAndGet(), Math::max);
    Thread.yield();
    now.decrementAndGet();
    done.incrementAndGet();
    return StepOutcome.done();
  }

  private EngineFixture rig() {
    return new EngineFixture(CONFIG, definitions, TaskObserver.NONE, s -> stores);
  }

  @Test
  void four_engines_together_never_run_more_than_the_limit_and_all_get_done() {
    List<EngineFixture> rigs = new ArrayList<>();
    IntStream.range(0, 4).forEach(i -> rigs.add(rig()));
    IntStream.range(0, 2_000).forEach(i -> rigs.get(0).tasks.request(FEW.with("n" + i)));

    rigs.forEach(r -> r.engine.start());
    await().atMost(Duration.ofSeconds(120)).until(() -> done.get() == 2_000);
    rigs.forEach(r -> r.engine.stop(SOON));

    assertThat(most.get()).isBetween(1, 3);
    assertThat(register()).as("all permits are given back").isEmpty();
  }

  private String register() {
    return stores
        .registers()
        .find(Permit.KIND, "type:few")
        .map(Register::content)
        .map(c -> new String(c.bytes(), StandardCharsets.UTF_8))
        .orElse("");
  }

  @Test
  void a_limited_type_does_not_hold_up_others() {
    EngineFixture fixture = rig();
    IntStream.range(0, 50).forEach(i -> fixture.tasks.request(FEW.with("n" + i)));
    IntStream.range(0, 4).forEach(i -> fixture.tasks.request(MANY.with("m" + i)));
    fixture.engine.start();
    await().atMost(SOON).until(() -> done.get() == 50);
    gate.countDown();
    await()
        .atMost(SOON)
        .until(
            () ->
                stores.queries().counts().stream()
                    .allMatch(c -> c.status() == TaskStatus.SUCCEEDED));
    fixture.engine.stop(SOON);
  }

  @Test
  void a_limited_type_that_has_its_fill_does_not_hold_up_another_limited_one() {
    TaskType<String> slow = TaskType.of("slow", String.class);
    AtomicInteger begun = new AtomicInteger();
    TaskDefinition<String> held =
        TaskDefinition.of(
            slow,
            (args, context) -> {
              begun.incrementAndGet();
              assertThat(gate.await(120, TimeUnit.SECONDS)).isTrue();
              return StepOutcome.done();
            });
    List<TaskDefinition<?>> both = List.of(held.limit(1), definitions.get(0).limit(1));
    EngineFixture fixture =
        new EngineFixture(CONFIG.prefetch(Duration.ZERO), both, TaskObserver.NONE, s -> stores);
    IntStream.range(0, 3).forEach(i -> fixture.tasks.request(slow.with("s" + i)));
    fixture.engine.start();
    try {
      await().atMost(SOON).until(() -> begun.get() == 1);
      await().atMost(SOON).until(() -> running() >= 2);
      IntStream.range(0, 3).forEach(i -> fixture.tasks.request(FEW.with("n" + i)));

      await().atMost(SOON).until(() -> done.get() == 3);
    } finally {
      gate.countDown();
      fixture.engine.stop(SOON);
    }
  }

  /** One at work, and those claimed ahead that stand aside. */
  private long running() {
    return stores.queries().counts().stream()
        .filter(c -> c.status() == TaskStatus.RUNNING)
        .mapToLong(c -> c.tasks())
        .sum();
  }

  @Test
  void what_a_dead_worker_held_is_taken_over() {
    WorkerId dead = new WorkerId(UUID.randomUUID());
    stores
        .registers()
        .swap(List.of(new Swap(Permit.KIND, "type:few", 0, Payload.of(dead.value() + "=3"))));
    EngineFixture fixture = rig();
    IntStream.range(0, 10).forEach(i -> fixture.tasks.request(FEW.with("n" + i)));

    assertThat(fixture.engine.runBatch(SOON).drained()).isTrue();

    assertThat(done.get()).isEqualTo(10);
  }

  @Test
  void a_batch_drains_a_limited_type_and_gives_its_permits_back() {
    EngineFixture fixture = rig();
    IntStream.range(0, 500).forEach(i -> fixture.tasks.request(FEW.with("n" + i)));

    fixture.engine.runBatch(SOON);

    assertThat(done.get()).isEqualTo(500);
    assertThat(most.get()).isLessThanOrEqualTo(3);
    assertThat(register()).isEmpty();
  }

  @Test
  void a_batch_is_not_drained_while_others_hold_the_permits_of_what_is_ready() {
    AtomicInteger begun = new AtomicInteger();
    TaskType<String> one = TaskType.of("one", String.class);
    TaskDefinition<String> held =
        TaskDefinition.of(
            one,
            (args, context) -> {
              begun.incrementAndGet();
              assertThat(gate.await(120, TimeUnit.SECONDS)).isTrue();
              return StepOutcome.done();
            });
    List<TaskDefinition<?>> limited = List.of(held.limit(1));
    EngineFixture holder =
        new EngineFixture(CONFIG.parallelism(1), limited, TaskObserver.NONE, s -> stores);
    EngineFixture cron = new EngineFixture(CONFIG, limited, TaskObserver.NONE, s -> stores);
    holder.tasks.request(one.with("holds the permit"));
    holder.engine.start();
    try {
      await().atMost(SOON).until(() -> begun.get() == 1);
      IntStream.range(0, 5).forEach(i -> holder.tasks.request(one.with("n" + i)));

      assertThat(cron.engine.runBatch(Duration.ofSeconds(1)).drained()).isFalse();
      assertThat(begun).hasValue(1);

      gate.countDown();
      assertThat(cron.engine.runBatch(SOON).drained()).isTrue();
    } finally {
      gate.countDown();
      holder.engine.stop(SOON);
    }
  }

  @Test
  void a_permit_record_that_nobody_can_read_holds_nobody_up() {
    stores.registers().swap(List.of(new Swap(Permit.KIND, "type:few", 0, Payload.of("nonsense"))));
    EngineFixture fixture = rig();
    fixture.tasks.request(FEW.with("one"));

    fixture.engine.runBatch(SOON);

    assertThat(done.get()).isEqualTo(1);
  }
}
