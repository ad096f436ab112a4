package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.HookDecision;
import dev.stint.application.api.LeaseLostException;
import dev.stint.application.api.StartHook;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.application.contract.FaultyStores;
import dev.stint.application.engine.write.Writer;
import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.RequestStore;
import dev.stint.application.spi.RunStore;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.StoreException.Kind;
import dev.stint.application.spi.Stores;
import dev.stint.domain.Line;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes that the store will not take, alone or beside others that it takes. */
class RefusedWritesTest {

  private static final TaskType<String> TYPE = TaskType.of("test", String.class);
  private static final TaskType<String> CHILD = TaskType.of("child", String.class);
  private static final Duration LONG = Duration.ofMinutes(1);

  private final AtomicInteger runs = new AtomicInteger();

  /** Whether the store takes a write with it. */
  private final AtomicReference<Predicate<Object>> bad = new AtomicReference<>(item -> false);

  private final AtomicReference<Kind> kind = new AtomicReference<>(Kind.PERMANENT);

  private EngineFixture rig(TaskDefinition<?>... definitions) {
    return new EngineFixture(
        EngineFixture.CONFIG, List.of(definitions), TaskObserver.NONE, this::choosy);
  }

  private Stores choosy(Stores real) {
    return new Stores(
        choosy(RequestStore.class, real.requests()),
        choosy(RunStore.class, real.runs()),
        real.chunks(),
        real.workers(),
        real.steering(),
        real.queries(),
        real.waits(),
        real.registers());
  }

  private <T> T choosy(Class<T> port, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              for (Object argument : arguments == null ? new Object[0] : arguments) {
                if (argument instanceof List<?> items && items.stream().anyMatch(bad.get())) {
                  throw new StoreException(kind.get(), "no room for it");
                }
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            }));
  }

  private TaskDefinition<String> counting(ActionDeed deed) {
    return TaskDefinition.of(
            TYPE,
            (name, context) -> {
              if (name.equals("bad")) {
                runs.incrementAndGet();
              }
              return deed.of(name, context);
            })
        .each(action -> action.retry(RetryPolicy.NEVER));
  }

  private interface ActionDeed {
    StepOutcome of(String name, ActionContext context) throws Exception;
  }

  private static String words(Run run) {
    return run.failure().map(Failure::message).orElse("");
  }

  @Test
  void a_child_that_the_store_refuses_fails_its_parent_which_is_tried_again() {
    bad.set(item -> item instanceof NewTask task && task.spec().line().type().equals(CHILD.name()));
    EngineFixture rig =
        rig(
            TaskDefinition.of(
                    TYPE,
                    (name, context) -> {
                      if (runs.incrementAndGet() == 2) {
                        bad.set(item -> false);
                      }
                      context.request(CHILD.with("of " + name));
                      return StepOutcome.done();
                    })
                .each(action -> action.retry(RetryPolicy.fixed(1, Duration.ofMinutes(1)))),
            TaskDefinition.of(CHILD, (name, context) -> StepOutcome.done()));
    TaskId parent = rig.tasks.request(TYPE.with("parent")).id();

    rig.engine.runBatch(LONG);
    assertThat(rig.status(parent)).isEqualTo(TaskStatus.RETRYING);
    assertThat(rig.run(parent).attempt()).isOne();
    assertThat(words(rig.run(parent))).isEqualTo("no room for it");
    assertThat(rig.rows(CHILD)).isEmpty();
    rig.step(Duration.ofMinutes(2));
    rig.engine.runBatch(LONG);

    assertThat(rig.status(parent)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(rig.rows(CHILD)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(value = Kind.class, names = "DENIED", mode = EnumSource.Mode.EXCLUDE)
  void an_end_that_the_store_does_not_take_is_a_failed_attempt_and_its_neighbours_land(Kind how) {
    kind.set(how);
    bad.set(
        item ->
            item instanceof Settlement s && s.notes().result().equals(Optional.of(text("bad"))));
    EngineFixture rig = rig(counting((name, context) -> StepOutcome.done(name)));
    List<TaskId> good =
        List.of("a", "b", "c", "d").stream()
            .map(n -> rig.tasks.request(TYPE.with(n)).id())
            .toList();
    TaskId task = rig.tasks.request(TYPE.with("bad")).id();

    rig.engine.runBatch(LONG);

    assertThat(good).allMatch(id -> rig.status(id) == TaskStatus.SUCCEEDED);
    assertThat(rig.status(task)).isEqualTo(TaskStatus.FAILED);
    assertThat(words(rig.run(task)))
        .isEqualTo("the store refused what this stint wrote: no room for it");
    assertThat(runs).hasValue(1);
  }

  /** As the fault of what was written it would end as FAILED, as above. */
  @Test
  void an_end_that_is_denied_is_kept_until_the_right_is_back() {
    kind.set(Kind.DENIED);
    AtomicInteger denied = new AtomicInteger();
    bad.set(
        item ->
            item instanceof Settlement s
                && s.notes().result().equals(Optional.of(text("bad")))
                && denied.incrementAndGet() <= Writer.ALONE + 4);
    EngineFixture rig = rig(counting((name, context) -> StepOutcome.done(name)));
    TaskId good = rig.tasks.request(TYPE.with("good")).id();
    TaskId task = rig.tasks.request(TYPE.with("bad")).id();

    rig.engine.runBatch(LONG);

    assertThat(rig.status(good)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(rig.status(task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(rig.run(task).attempt()).isZero();
    assertThat(runs).hasValue(1);
  }

  private static Payload text(String text) {
    return Payload.of(text);
  }

  @ParameterizedTest
  @EnumSource(value = Kind.class, names = "DENIED", mode = EnumSource.Mode.EXCLUDE)
  void a_checkpoint_that_the_store_does_not_take_is_a_failed_attempt(Kind how) {
    kind.set(how);
    bad.set(item -> item instanceof Checkpoint c && c.run().cursor().equals(text("bad")));
    EngineFixture rig =
        rig(
            counting(
                (name, context) -> {
                  context.checkpoint(text("first"));
                  context.checkpoint(text(name));
                  return StepOutcome.done();
                }));
    TaskId good = rig.tasks.request(TYPE.with("good")).id();
    TaskId task = rig.tasks.request(TYPE.with("bad")).id();

    rig.engine.runBatch(LONG);

    assertThat(rig.status(good)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(rig.status(task)).isEqualTo(TaskStatus.FAILED);
    assertThat(words(rig.run(task))).isEqualTo("no room for it");
    assertThat(rig.run(task).cursor()).isEqualTo(text("first"));
    assertThat(runs).hasValue(1);
  }

  @Test
  void a_checkpoint_and_a_child_that_are_denied_wait_until_the_right_is_back() {
    kind.set(Kind.DENIED);
    AtomicInteger checkpoints = new AtomicInteger();
    AtomicInteger children = new AtomicInteger();
    bad.set(
        item ->
            item instanceof Checkpoint && checkpoints.incrementAndGet() <= Writer.ALONE + 2
                || item instanceof NewTask task
                    && task.spec().line().type().equals(CHILD.name())
                    && children.incrementAndGet() <= Writer.ALONE + 2);
    EngineFixture rig =
        rig(
            counting(
                (name, context) -> {
                  context.checkpoint(text("half"));
                  context.request(CHILD.with("of " + name));
                  return StepOutcome.done();
                }),
            TaskDefinition.of(CHILD, (name, context) -> StepOutcome.done()));
    TaskId task = rig.tasks.request(TYPE.with("bad")).id();

    rig.engine.runBatch(LONG);

    assertThat(rig.status(task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(rig.run(task).attempt()).isZero();
    assertThat(rig.rows(CHILD)).hasSize(1);
    assertThat(runs).hasValue(1);
  }

  @Test
  void a_note_that_the_store_does_not_take_is_a_failed_attempt_without_it() {
    bad.set(
        item ->
            item instanceof Settlement s
                && s.notes().messages().stream().anyMatch(m -> m.text().equals("bad")));
    EngineFixture rig =
        rig(
            counting(
                (name, context) -> {
                  context.message(Message.Level.INFO, name);
                  throw new IllegalStateException("and it failed");
                }));
    TaskId task = rig.tasks.request(TYPE.with("bad")).id();

    rig.engine.runBatch(LONG);

    assertThat(rig.status(task)).isEqualTo(TaskStatus.FAILED);
    assertThat(words(rig.run(task))).contains("no room for it");
    assertThat(rig.reference.queries().messages(task)).isEmpty();
    assertThat(runs).hasValue(1);
  }

  @Test
  void a_begin_that_the_store_does_not_take_is_a_failed_attempt_of_the_hook() {
    bad.set(Checkpoint.class::isInstance);
    EngineFixture rig =
        rig(
            TaskDefinition.of(TYPE)
                .then(
                    ActionDefinition.of("act", new Hooked())
                        .hookRetries(0)
                        .retry(RetryPolicy.fixed(0, Duration.ZERO))));
    TaskId task = rig.tasks.request(TYPE.with("bad")).id();

    rig.engine.runBatch(LONG);

    assertThat(rig.status(task)).isEqualTo(TaskStatus.FAILED);
    assertThat(words(rig.run(task))).contains("no room for it");
    assertThat(runs).hasValue(0);
  }

  private final class Hooked implements Action<String>, StartHook<String> {
    @Override
    public HookDecision<String> start(String name, ActionContext c) {
      runs.incrementAndGet();
      return HookDecision.proceed();
    }

    @Override
    public StepOutcome execute(String name, ActionContext context) {
      runs.incrementAndGet();
      return StepOutcome.done();
    }
  }

  @Test
  void a_request_that_can_never_be_stored_fails_the_attempt() {
    EngineFixture rig =
        rig(
            counting(
                (name, context) -> {
                  context.request(CHILD.with("unknown type"));
                  return StepOutcome.done();
                }));
    TaskId task = rig.tasks.request(TYPE.with("bad")).id();

    rig.engine.runBatch(LONG);

    assertThat(rig.status(task)).isEqualTo(TaskStatus.FAILED);
    assertThat(runs).hasValue(1);
  }

  @Test
  void an_interrupted_thread_stores_its_child_and_its_end() {
    EngineFixture rig =
        rig(
            TaskDefinition.of(
                TYPE,
                (name, context) -> {
                  context.request(CHILD.with("of " + name));
                  Thread.currentThread().interrupt();
                  return StepOutcome.done();
                }),
            TaskDefinition.of(CHILD, (name, context) -> StepOutcome.done()));
    bad.set(item -> Thread.currentThread().isInterrupted());
    TaskId parent = rig.tasks.request(TYPE.with("parent")).id();

    rig.engine.runBatch(LONG);

    assertThat(rig.status(parent)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(rig.rows(CHILD)).hasSize(1);
  }

  @Test
  void thirty_thousand_messages_cost_no_more_than_those_that_are_kept() {
    AtomicInteger written = new AtomicInteger();
    AtomicInteger told = new AtomicInteger();
    bad.set(
        item -> {
          if (item instanceof Checkpoint c) {
            written.addAndGet(c.notes().messages().size());
          }
          if (item instanceof Settlement s) {
            written.addAndGet(s.notes().messages().size());
          }
          return false;
        });
    TaskObserver observer =
        new TaskObserver() {
          @Override
          public void messagesDropped(Line line, long messages) {
            told.addAndGet((int) messages);
          }
        };
    EngineFixture rig =
        new EngineFixture(
            EngineFixture.CONFIG,
            List.of(
                TaskDefinition.of(
                    TYPE,
                    (name, context) -> {
                      int stint = context.cursor().isNone() ? 0 : 1;
                      for (int i = 0; i < 15_000; i++) {
                        context.message(Message.Level.INFO, "line " + i);
                      }
                      context.milestone("half " + stint);
                      return stint == 0 ? StepOutcome.yielded(text("1")) : StepOutcome.done();
                    })),
            observer,
            this::choosy);
    TaskId task = rig.tasks.request(TYPE.with("talks")).id();

    rig.engine.runBatch(LONG);

    assertThat(rig.status(task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(written.get()).isBetween(1_002, 1_102);
    assertThat(told.get()).isBetween(28_900, 29_000);
    assertThat(rig.reference.queries().messages(task)).hasSize(1_002);
  }

  /**
   * A worker whose checkpoint is on its way while it is declared lost. Seen to fail where it could
   * not register as another yet.
   *
   * @param another whether it goes on as another before the answer comes
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void an_answer_that_comes_after_the_lease_was_lost_does_not_sound_like_go_on(boolean another)
      throws Exception {
    FaultyStores.Barrier barrier = new FaultyStores.Barrier();
    AtomicReference<String> after = new AtomicReference<>("");
    AtomicBoolean first = new AtomicBoolean(true);
    FaultyEngineFixture faulty =
        new FaultyEngineFixture(
            TaskDefinition.of(
                TYPE,
                (name, context) -> {
                  if (!first.getAndSet(false)) {
                    return StepOutcome.done();
                  }
                  try {
                    context.checkpoint(text("half"));
                    after.set("told to go on");
                  } catch (LeaseLostException e) {
                    after.set("lost, lease " + context.lease() + ", " + context.shouldYield());
                    throw e;
                  }
                  return StepOutcome.done();
                }));
    faulty.holding("checkpoint", barrier);
    TaskId task = faulty.rig.tasks.request(TYPE.with("x")).id();
    faulty.rig.engine.start();
    barrier.awaitArrival();
    int lost = faulty.leasesLost.get();
    if (!another) {
      faulty.failing("register");
    }
    await()
        .atMost(LONG)
        .until(
            () -> {
              faulty.rig.step(Duration.ofSeconds(10));
              faulty.rig.reference.workers().lose();
              return faulty.leasesLost.get() > lost;
            });
    Engine engine = faulty.rig.engine;
    await().atMost(LONG).until(() -> !another || !engine.worker().orElseThrow().lease.isLost());
    barrier.open();

    await().atMost(LONG).until(() -> !after.get().isEmpty());
    assertThat(after).hasValue("lost, lease PT0S, true");
    faulty.wellAgain();
    await()
        .atMost(LONG)
        .until(
            () -> {
              faulty.rig.step(Duration.ofSeconds(1));
              return faulty.rig.status(task) == TaskStatus.SUCCEEDED;
            });
    faulty.rig.engine.stop(Duration.ofSeconds(10));
  }

  @Test
  void user_code_does_not_begin_when_its_time_is_up() {
    EngineFixture rig =
        new EngineFixture(
            EngineFixture.CONFIG.stint(Duration.ofNanos(1)),
            List.of(
                TaskDefinition.of(
                    TYPE,
                    (name, context) -> {
                      runs.incrementAndGet();
                      return StepOutcome.done();
                    })),
            TaskObserver.NONE,
            s -> s);
    TaskId task = rig.tasks.request(TYPE.with("x")).id();

    rig.engine.runBatch(Duration.ofMillis(300));

    assertThat(runs).hasValue(0);
    assertThat(rig.status(task)).isEqualTo(TaskStatus.PENDING);
  }

  @Test
  void a_store_that_takes_no_writes_is_waited_for_even_if_calls_that_change_nothing_go_well() {
    TaskDefinition<String> plain = counting((name, context) -> StepOutcome.done());
    FaultyEngineFixture faulty =
        new FaultyEngineFixture(FaultyEngineFixture.QUICK.lease(Duration.ofMinutes(5)), plain);
    faulty.failing("settle", "renew");
    TaskId task = faulty.rig.tasks.request(TYPE.with("bad")).id();
    faulty.rig.engine.start();

    await().until(() -> faulty.failures("settle") > Writer.ALONE);
    faulty.wellAgain();

    await().until(() -> faulty.rig.status(task) == TaskStatus.SUCCEEDED);
    assertThat(runs).hasValue(1);
    assertThat(faulty.rig.run(task).failure()).isEmpty();
    faulty.rig.engine.stop(Duration.ofSeconds(10));
  }

  /** Neither what it came to nor that this was refused: its neighbours go on. */
  @Test
  void a_task_of_which_the_store_takes_nothing_is_let_go_of_and_ends_once_it_does() {
    AtomicBoolean wellAgain = new AtomicBoolean();
    EngineFixture rig =
        new EngineFixture(
            FaultyEngineFixture.QUICK,
            List.of(
                counting(
                    (name, context) -> {
                      // Not between what it came to and the word that this was refused.
                      if (name.equals("bad") && wellAgain.get()) {
                        bad.set(item -> false);
                      }
                      return StepOutcome.done(name);
                    })),
            TaskObserver.NONE,
            this::choosy);
    TaskId task = rig.tasks.request(TYPE.with("bad")).id();
    bad.set(item -> item instanceof Settlement s && s.key().task().equals(task));
    rig.engine.start();
    await().atMost(LONG).until(() -> runs.get() > 1);

    TaskId good = rig.tasks.request(TYPE.with("good")).id();
    await().atMost(LONG).until(() -> rig.status(good) == TaskStatus.SUCCEEDED);
    assertThat(rig.status(task).finished()).isFalse();
    wellAgain.set(true);

    await().atMost(LONG).until(() -> rig.status(task) == TaskStatus.SUCCEEDED);
    rig.engine.stop(Duration.ofSeconds(10));
  }

  /** Told apart by the words: the store is asked until it takes that the end was refused. */
  @Test
  void that_an_end_was_refused_is_written_until_the_store_takes_it() {
    AtomicInteger told = new AtomicInteger();
    EngineFixture rig = rig(counting((name, context) -> StepOutcome.done(name)));
    TaskId task = rig.tasks.request(TYPE.with("bad")).id();
    kind.set(Kind.TRANSIENT);
    bad.set(
        item ->
            item instanceof Settlement s
                && s.key().task().equals(task)
                && (s.notes().result().isPresent() || told.incrementAndGet() <= Writer.ALONE));

    rig.engine.runBatch(LONG);

    assertThat(told).hasValueGreaterThan(Writer.ALONE);
    assertThat(rig.status(task)).isEqualTo(TaskStatus.FAILED);
    assertThat(words(rig.run(task))).startsWith("the store refused what this stint wrote");
    assertThat(runs).hasValue(1);
  }

  @Test
  void a_wait_that_the_store_does_not_take_is_a_failed_attempt() {
    TaskId target = new TaskId(new UUID(1, 1));
    bad.set(item -> item instanceof Settlement s && s.status() == TaskStatus.BLOCKED);
    EngineFixture rig = rig(counting((name, context) -> StepOutcome.done()));
    rig.tasks.request(TYPE.with("target").id(target).paused());
    TaskId task = rig.tasks.request(TYPE.with("bad").after(target).retry(RetryPolicy.NEVER)).id();

    rig.engine.runBatch(LONG);

    assertThat(rig.status(task)).isEqualTo(TaskStatus.FAILED);
    assertThat(words(rig.run(task)))
        .isEqualTo("the store refused what this stint wrote: no room for it");
    assertThat(runs).hasValue(0);
  }

  @Test
  void a_failure_keeps_its_own_words_though_what_it_asked_for_is_refused_too() {
    bad.set(item -> item instanceof NewTask task && task.spec().line().type().equals(CHILD.name()));
    EngineFixture rig =
        rig(
            counting(
                (name, context) -> {
                  context.request(CHILD.with("of " + name));
                  return name.equals("bad")
                      ? StepOutcome.failForGood("its own words")
                      : StepOutcome.fail("may pass");
                }),
            TaskDefinition.of(CHILD, (name, context) -> StepOutcome.done()));
    TaskId task = rig.tasks.request(TYPE.with("bad")).id();
    TaskId again = rig.tasks.request(TYPE.with("again").retry(RetryPolicy.fixed(1, LONG))).id();

    rig.engine.runBatch(LONG);

    assertThat(rig.status(task)).isEqualTo(TaskStatus.FAILED);
    assertThat(words(rig.run(task))).isEqualTo("its own words");
    assertThat(rig.status(again)).isEqualTo(TaskStatus.RETRYING);
    assertThat(words(rig.run(again))).isEqualTo("may pass");
    assertThat(rig.rows(CHILD)).isEmpty();
  }

  /** It is another worker's once this one's lease is over: nothing is lost, nothing settled. */
  @Test
  void an_end_that_the_store_does_not_take_before_the_worker_stops_is_done_again_elsewhere() {
    FaultyEngineFixture faulty =
        new FaultyEngineFixture(counting((name, context) -> StepOutcome.done()));
    faulty.failing("settle");
    TaskId task = faulty.rig.tasks.request(TYPE.with("bad")).id();
    faulty.rig.engine.start();
    await().atMost(LONG).until(() -> faulty.failures("settle") > 0);
    faulty.rig.engine.stop(Duration.ZERO);
    assertThat(faulty.rig.status(task)).isEqualTo(TaskStatus.RUNNING);

    faulty.wellAgain();
    faulty.rig.step(Duration.ofMinutes(1));
    faulty.rig.engine.runBatch(RunBatch.Limits.NONE.within(LONG).waitingForAll());

    assertThat(faulty.rig.status(task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(runs).hasValue(2);
  }

  /** Requests three children, of which the store refuses those that {@code bad} says. */
  private EngineFixture family(ActionDeed before) {
    return rig(
        TaskDefinition.of(
                TYPE,
                (name, context) -> {
                  runs.incrementAndGet();
                  before.of(name, context);
                  for (String child : List.of("a", "b", "c")) {
                    context.request(CHILD.with(child));
                  }
                  return StepOutcome.done();
                })
            .each(action -> action.retry(RetryPolicy.fixed(9, Duration.ofMinutes(1)))),
        TaskDefinition.of(CHILD, (name, context) -> StepOutcome.done()));
  }

  private static boolean child(Object item, String name) {
    return item instanceof NewTask task
        && task.spec().line().type().equals(CHILD.name())
        && task.spec().arguments().text().equals(name);
  }

  private static List<String> children(EngineFixture rig) {
    return rig.rows(CHILD).stream().map(r -> r.standing().spec().arguments().text()).toList();
  }

  private static void passes(EngineFixture rig, int passes) {
    for (int i = 0; i < passes; i++) {
      rig.engine.runBatch(LONG);
      rig.step(Duration.ofMinutes(2));
    }
  }

  @Test
  void children_that_the_store_took_beside_one_that_it_refused_are_not_stored_again() {
    bad.set(item -> child(item, "b"));
    EngineFixture rig = family((name, context) -> StepOutcome.done());
    TaskId parent = rig.tasks.request(TYPE.with("parent")).id();

    passes(rig, 3);
    assertThat(rig.status(parent)).isEqualTo(TaskStatus.RETRYING);
    assertThat(rig.run(parent).attempt()).isEqualTo(3);
    assertThat(children(rig)).containsExactlyInAnyOrder("a", "c");
    bad.set(item -> false);
    passes(rig, 1);

    assertThat(rig.status(parent)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(children(rig)).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void an_attempt_that_fails_before_it_requests_anything_hands_the_ids_on() {
    bad.set(item -> child(item, "b"));
    EngineFixture rig =
        family(
            (name, context) -> {
              if (runs.get() == 2) {
                bad.set(item -> false);
                throw new IllegalStateException("on the way");
              }
              return StepOutcome.done();
            });
    TaskId parent = rig.tasks.request(TYPE.with("parent")).id();

    passes(rig, 3);

    assertThat(runs.get()).isEqualTo(3);
    assertThat(rig.status(parent)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(children(rig)).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void children_of_a_stint_whose_end_the_store_refused_are_not_stored_again() {
    bad.set(item -> item instanceof Settlement end && end.status() == TaskStatus.SUCCEEDED);
    EngineFixture rig =
        family(
            (name, context) -> {
              if (runs.get() == 2) {
                bad.set(item -> false);
              }
              return StepOutcome.done();
            });
    TaskId parent = rig.tasks.request(TYPE.with("parent")).id();
    rig.engine.runBatch(LONG);
    assertThat(rig.status(parent)).isEqualTo(TaskStatus.RETRYING);

    passes(rig, 2);

    assertThat(rig.status(parent)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(children(rig)).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void an_attempt_that_asks_for_other_children_loses_none_of_them() {
    bad.set(item -> child(item, "c"));
    EngineFixture rig =
        family(
            (name, context) -> {
              if (runs.get() == 2) {
                bad.set(item -> false);
                context.request(CHILD.with("first"));
              }
              return StepOutcome.done();
            });
    TaskId parent = rig.tasks.request(TYPE.with("parent")).id();

    passes(rig, 2);

    assertThat(rig.status(parent)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(children(rig)).contains("first", "a", "b", "c");
  }

  @Test
  void a_task_that_ends_its_stints_at_the_same_place_requests_new_children_in_each() {
    EngineFixture rig =
        rig(
            TaskDefinition.of(
                    TYPE,
                    (name, context) -> {
                      context.request(CHILD.with("look"));
                      return switch (runs.incrementAndGet()) {
                        case 2 -> StepOutcome.fail("not yet");
                        case 5 -> StepOutcome.done();
                        default -> StepOutcome.yielded();
                      };
                    })
                .each(action -> action.retry(RetryPolicy.fixed(9, Duration.ofMinutes(1)))),
            TaskDefinition.of(CHILD, (name, context) -> StepOutcome.done()));
    rig.tasks.request(TYPE.with("parent"));

    passes(rig, 5);

    assertThat(runs.get()).isEqualTo(5);
    assertThat(rig.rows(CHILD)).hasSize(5);
  }
}
