package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.application.contract.FaultyStores;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.Claimed;
import dev.stint.application.spi.LineLimit;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.RunStore;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.WorkerRow;
import dev.stint.domain.Fence;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.Message;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a batch takes, waits for and reports. */
class BatchTest {

  private static final TaskType<String> ONE = TaskType.of("one", String.class);
  private static final TaskType<String> TWO = TaskType.of("two", String.class);
  private static final ActionDefinition<String> NOTHING =
      ActionDefinition.of("nothing", (a, c) -> StepOutcome.done());
  private static final Duration LONG = Duration.ofMinutes(1);

  private final EngineFixture fixture =
      new EngineFixture(
          List.of(
              TaskDefinition.of(ONE).then(NOTHING),
              TaskDefinition.of(TWO).queue("slow").then(NOTHING)));

  private static RunBatch.Limits limits(Set<String> queues, Set<String> types, boolean untilDone) {
    return new RunBatch.Limits(
        Optional.of(LONG),
        Optional.empty(),
        queues.stream().map(QueueName::new).collect(java.util.stream.Collectors.toSet()),
        types.stream().map(TaskTypeName::new).collect(java.util.stream.Collectors.toSet()),
        OptionalInt.of(2),
        untilDone);
  }

  private void runsElsewhere(String queue, TaskType<?> type) {
    WorkerId other = new WorkerId(UUID.nameUUIDFromBytes(queue.getBytes()));
    fixture
        .reference
        .workers()
        .register(new WorkerRow(other, "other", Duration.ofHours(1), Set.of()));
    Line line = new Line(new QueueName(queue), type.name());
    ClaimRequest one =
        new ClaimRequest(
            new ClaimId(other, 1),
            List.of(new LineLimit(line, 1)),
            List.of(Lane.values()),
            1,
            1,
            1 << 20);
    assertThat(fixture.reference.runs().claim(one).tasks()).hasSize(1);
  }

  @Test
  void a_batch_until_all_is_done_waits_for_nothing_that_it_may_not_take() {
    TaskId task = fixture.tasks.request(ONE.with("x")).id();
    TaskId later = fixture.tasks.request(TWO.with("y").dueIn(Duration.ofDays(1))).id();

    assertThat(fixture.engine.runBatch(limits(Set.of(), Set.of("one"), true)).drained()).isTrue();
    assertThat(fixture.engine.runBatch(limits(Set.of("default"), Set.of(), true)).drained())
        .isTrue();

    assertThat(fixture.status(task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(fixture.status(later)).isEqualTo(TaskStatus.PENDING);
  }

  /** A store may leave a free serial key to {@code deliver}, where the head's row was locked. */
  @Test
  void a_batch_is_not_drained_while_a_free_key_is_not_handed_on() {
    assertThatTheLateOneRuns(new LateOne(0));
  }

  /** As may {@code deliver}, for as long as others hold the row. */
  @Test
  void a_batch_is_not_drained_while_others_hold_the_row_of_a_free_key() {
    assertThatTheLateOneRuns(new LateOne(5));
  }

  /** A free key that is handed to a task of the batch's when its last look comes round. */
  private final class LateOne {

    private final int passedBy;
    private final List<TaskId> given = new ArrayList<>();
    private int looks;
    private @Nullable EngineFixture engine;

    /**
     * @param passedBy how often it is passed by before
     */
    LateOne(int passedBy) {
      this.passedBy = passedBy;
    }

    Object deliver(Object age) {
      if (!Duration.ZERO.equals(age) || !given.isEmpty() || looks++ < passedBy) {
        return 0;
      }
      given.add(Objects.requireNonNull(engine).tasks.request(ONE.with("its turn")).id());
      return 1;
    }

    boolean hasUndelivered() {
      return given.isEmpty();
    }
  }

  private void assertThatTheLateOneRuns(LateOne late) {
    late.engine =
        new EngineFixture(
            List.of(TaskDefinition.of(ONE).then(NOTHING)),
            TaskObserver.NONE,
            stores ->
                runs(
                    stores,
                    (method, args) ->
                        switch (method.getName()) {
                          case "deliver" -> late.deliver(args[1]);
                          case "hasUndelivered" -> late.hasUndelivered();
                          default -> method.invoke(stores.runs(), args);
                        }));

    assertThat(late.engine.engine.runBatch(limits(Set.of(), Set.of(), false)).drained()).isTrue();

    assertThat(late.engine.status(late.given.get(0))).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void a_batch_is_not_drained_while_others_hold_the_row_of_a_ready_task() {
    AtomicInteger claims = new AtomicInteger();
    EngineFixture held =
        new EngineFixture(
            List.of(TaskDefinition.of(ONE).then(NOTHING)),
            TaskObserver.NONE,
            stores ->
                runs(
                    stores,
                    (method, args) ->
                        method.getName().equals("claim") && claims.incrementAndGet() <= 5
                            ? new Claimed(List.of(), Instant.EPOCH, false)
                            : method.invoke(stores.runs(), args)));
    TaskId task = held.tasks.request(ONE.with("held")).id();

    assertThat(held.engine.runBatch(limits(Set.of(), Set.of(), false)).drained()).isTrue();

    assertThat(held.status(task)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  /** What a test does in place of a method of the store. */
  private interface InPlace {
    Object of(Method method, Object[] args) throws ReflectiveOperationException;
  }

  private static Stores runs(Stores stores, InPlace inPlace) {
    RunStore runs =
        (RunStore)
            Proxy.newProxyInstance(
                RunStore.class.getClassLoader(),
                new Class<?>[] {RunStore.class},
                (proxy, method, args) -> inPlace.of(method, args));
    return new Stores(
        stores.requests(),
        runs,
        stores.chunks(),
        stores.workers(),
        stores.steering(),
        stores.queries(),
        stores.waits(),
        stores.registers());
  }

  @Test
  void a_batch_does_not_return_before_the_claim_under_way_is_answered_and_handed_back()
      throws Exception {
    FaultyStores.Barrier barrier = new FaultyStores.Barrier();
    EngineFixture held =
        new EngineFixture(
            List.of(TaskDefinition.of(ONE).then(NOTHING)),
            TaskObserver.NONE,
            stores -> {
              FaultyStores faulty = new FaultyStores(stores);
              faulty.each(
                  verb ->
                      verb.equals("claim")
                          ? new FaultyStores.Fault.Held(barrier)
                          : new FaultyStores.Fault.None());
              return faulty.stores();
            });
    TaskId task = held.tasks.request(ONE.with("x")).id();
    AtomicLong stepped = new AtomicLong();
    Engine engine = new Engine(held.on(() -> System.nanoTime() + stepped.get()));
    CompletableFuture<RunBatch.Report> batch =
        CompletableFuture.supplyAsync(() -> engine.runBatch(Duration.ofHours(1)));
    barrier.awaitArrival();

    // Past the batch's own time.
    stepped.addAndGet(Duration.ofHours(2).toNanos());
    await().during(Duration.ofMillis(300)).until(() -> !batch.isDone());
    barrier.open();

    assertThat(batch.get().drained()).isFalse();
    assertThat(held.status(task)).isEqualTo(TaskStatus.PENDING);
  }

  @Test
  void a_batch_says_what_of_its_own_lines_runs_elsewhere() {
    fixture.tasks.request(TWO.with("y"));
    runsElsewhere("slow", TWO);

    assertThat(fixture.engine.runBatch(limits(Set.of(), Set.of(), false)).elsewhere()).isEqualTo(1);
    assertThat(fixture.engine.runBatch(limits(Set.of("slow"), Set.of("two"), false)).elsewhere())
        .isEqualTo(1);
    assertThat(fixture.engine.runBatch(limits(Set.of("default"), Set.of(), false)).elsewhere())
        .isZero();
    assertThat(fixture.engine.runBatch(limits(Set.of(), Set.of("one"), false)).elsewhere())
        .isZero();
  }

  @Test
  void a_request_may_name_its_plan_and_its_retries_together_or_alone() {
    List<String> said = Collections.synchronizedList(new ArrayList<>());
    EngineFixture talking =
        new EngineFixture(
            List.of(TaskDefinition.of(ONE).then(failing("a", said)).then(failing("b", said))));
    RetryPolicy once = RetryPolicy.fixed(1, Duration.ZERO);
    talking.tasks.request(ONE.with("1").plan(List.of("b")).retry(once));
    talking.engine.runBatch(LONG);
    talking.tasks.request(ONE.with("2").retry(once));
    talking.engine.runBatch(LONG);

    assertThat(said).containsExactly("b 1", "b 1", "a 2", "a 2");
  }

  private static ActionDefinition<String> failing(String word, List<String> said) {
    return ActionDefinition.of(
        word,
        (a, c) -> {
          said.add(word + " " + a);
          return StepOutcome.fail("on purpose");
        });
  }

  @Test
  void only_the_first_thousand_messages_are_reported() {
    EngineFixture chatty =
        new EngineFixture(
            List.of(
                TaskDefinition.of(
                    ONE,
                    (a, c) -> {
                      IntStream.range(0, 30).forEach(i -> c.message(Message.Level.INFO, "m" + i));
                      return StepOutcome.done();
                    })));
    IntStream.range(0, 40).forEach(i -> chatty.tasks.request(ONE.with("n" + i)));

    assertThat(chatty.engine.runBatch(LONG).messages()).hasSize(1_000);
  }

  @Test
  void a_batch_that_cannot_be_kept_exclusive_for_an_error_of_the_store_goes_on() {
    AtomicInteger tried = new AtomicInteger();
    EngineFixture rough =
        new EngineFixture(
            EngineFixture.CONFIG.lease(Duration.ofSeconds(3)).grace(Duration.ofMillis(20)),
            List.of(
                TaskDefinition.of(
                    ONE,
                    (a, c) -> {
                      while (tried.get() < 2) {
                        LockSupport.parkNanos(1_000_000);
                      }
                      return StepOutcome.done();
                    })),
            TaskObserver.NONE,
            stores -> stores,
            real -> (name, most) -> real.tryAcquire(name, most).map(h -> new Unsteady(h, tried)));
    TaskId task = rough.tasks.request(ONE.with("x")).id();

    RunBatch.Report report =
        rough.engine.runBatch(RunBatch.Limits.NONE.exclusive("one").within(LONG));

    assertThat(report.exclusivityLost()).isFalse();
    assertThat(rough.status(task)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  /** A mutex whose store answers nothing but its release. */
  private record Unsteady(Mutexes.Hold real, AtomicInteger tried) implements Mutexes.Hold {
    @Override
    public Fence fence() {
      return real.fence();
    }

    @Override
    public boolean extend(Duration holdAtMost) {
      tried.incrementAndGet();
      throw new StoreException(StoreException.Kind.TRANSIENT, "away");
    }

    @Override
    public void close() {
      real.close();
    }
  }

  @Test
  void actions_that_need_no_transaction_fit_every_store() {
    assertThatCode(() -> fixture.parts.registry().check(fixture.reference.chunks()))
        .doesNotThrowAnyException();
  }
}
