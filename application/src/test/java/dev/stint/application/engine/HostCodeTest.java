package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.Config;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.CommitListener;
import dev.stint.application.api.extend.FailureNotifier;
import dev.stint.application.api.extend.PrincipalScope;
import dev.stint.application.api.extend.TaskCall;
import dev.stint.application.api.extend.TaskInterceptor;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.api.extend.TaskTracer;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.application.engine.base.GuardedObserver;
import dev.stint.application.engine.base.HostExtensions;
import dev.stint.application.engine.base.Ticker;
import dev.stint.application.service.GuardedWakeups;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.Wakeups;
import dev.stint.domain.Line;
import dev.stint.domain.Owner;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every place where a host's code is called throws all that can be thrown: every task ends, the
 * engine goes on, and its health is good.
 */
class HostCodeTest {

  private static final TaskType<String> TYPE = TaskType.of("test", String.class);
  private static final int TASKS = 10;
  private static final Config CONFIG =
      Config.DEFAULT.poll(Duration.ofMillis(20)).lease(Duration.ofMinutes(3)).parallelism(4);

  /** A throwable of each kind; the last cannot even be told. */
  enum Thrown {
    EXCEPTION(() -> new IllegalStateException("told to")),
    ERROR(() -> new AssertionError("told to")),
    OUT_OF_MEMORY(() -> new OutOfMemoryError("told to")),
    HOSTILE(Hostile::new);

    private final Supplier<Throwable> made;

    Thrown(Supplier<Throwable> made) {
      this.made = made;
    }

    <E extends Throwable> RuntimeException now() throws E {
      @SuppressWarnings("unchecked")
      E error = (E) made.get();
      throw error;
    }
  }

  private static final class Hostile extends Error {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("no words");
    }
  }

  /** The places; each makes a rig whose host throws there. */
  enum Place {
    OBSERVER {
      @Override
      EngineFixture rig(Runnable thrower) {
        return on(failing(TaskObserver.class, thrower), HostExtensions.NONE);
      }
    },
    NOTIFIER {
      @Override
      EngineFixture rig(Runnable thrower) {
        FailureNotifier notifier = notice -> thrower.run();
        return on(TaskObserver.NONE, HostExtensions.NONE.with(notifier));
      }
    },
    COMMIT_LISTENER {
      @Override
      EngineFixture rig(Runnable thrower) {
        CommitListener listener = committed -> thrower.run();
        HostExtensions around = HostExtensions.NONE.with(listener);
        TaskDefinition<String> chunked =
            TaskDefinition.of(TYPE).then(ActionDefinition.of("walk", new Walk(() -> {})));
        return new EngineFixture(CONFIG, List.of(chunked), around);
      }
    },
    NAME_OF_AN_ITEM {
      @Override
      EngineFixture rig(Runnable thrower) {
        CommitListener listener = committed -> {};
        HostExtensions around = HostExtensions.NONE.with(listener);
        TaskDefinition<String> chunked =
            TaskDefinition.of(TYPE).then(ActionDefinition.of("walk", new Walk(thrower)));
        return new EngineFixture(CONFIG, List.of(chunked), around);
      }
    },
    MUTEXES {
      @Override
      EngineFixture rig(Runnable thrower) {
        Mutexes mutexes =
            (name, atMost) -> {
              thrower.run();
              return Optional.empty();
            };
        return new EngineFixture(
            CONFIG, List.of(definition()), TaskObserver.NONE, s -> s, m -> mutexes);
      }
    },
    WAKEUPS {
      @Override
      EngineFixture rig(Runnable thrower) {
        Wakeups wakeups = failing(Wakeups.class, thrower);
        return new EngineFixture(CONFIG, List.of(definition()), wakeups, Optional::empty);
      }
    },
    WAKEUPS_CLOSED {
      @Override
      EngineFixture rig(Runnable thrower) {
        Wakeups wakeups =
            new Wakeups() {
              @Override
              public void publish(Collection<Line> lines) {
                thrower.run();
              }

              @Override
              public AutoCloseable subscribe(Consumer<Line> listener) {
                return thrower::run;
              }
            };
        return new EngineFixture(CONFIG, List.of(definition()), wakeups, Optional::empty);
      }
    },
    TRACER {
      @Override
      EngineFixture rig(Runnable thrower) {
        return on(
            TaskObserver.NONE, HostExtensions.NONE.tracer(failing(TaskTracer.class, thrower)));
      }
    },
    SPAN {
      @Override
      EngineFixture rig(Runnable thrower) {
        TaskTracer.Span span = failing(TaskTracer.Span.class, thrower);
        TaskTracer tracer =
            new TaskTracer() {
              @Override
              public Span run(Running what) {
                return span;
              }
            };
        return on(TaskObserver.NONE, HostExtensions.NONE.tracer(tracer));
      }
    },
    INTERCEPTOR {
      @Override
      EngineFixture rig(Runnable thrower) {
        return on(TaskObserver.NONE, HostExtensions.NONE.with(afterwards(thrower)));
      }
    },
    PRINCIPAL {
      @Override
      EngineFixture rig(Runnable thrower) {
        PrincipalScope scope =
            owner -> {
              thrower.run();
              return () -> {};
            };
        return on(TaskObserver.NONE, HostExtensions.NONE.principals(scope));
      }
    };

    abstract EngineFixture rig(Runnable thrower);

    private static EngineFixture on(TaskObserver observer, HostExtensions around) {
      return new EngineFixture(CONFIG, List.of(definition()), observer, s -> s, m -> m, around);
    }

    /** What comes after the action: what comes before fails the attempt, by its promise. */
    private static TaskInterceptor afterwards(Runnable thrower) {
      return new TaskInterceptor() {
        @Override
        public void after(TaskCall call, StepOutcome outcome) {
          thrower.run();
        }

        @Override
        public void failed(TaskCall call, Throwable error) {
          thrower.run();
        }

        @Override
        public Map<String, String> metadata(TaskCall call) {
          thrower.run();
          return Map.of();
        }
      };
    }
  }

  /** Walks three items in atomic chunks. */
  private record Walk(Runnable naming) implements ChunkedAction<String, Integer, Integer> {
    @Override
    public Class<Integer> cursorType() {
      return Integer.class;
    }

    @Override
    public boolean atomic() {
      return true;
    }

    @Override
    public Chunk<Integer, Integer> next(String arguments, Optional<Integer> after, int size) {
      return new Chunk<>(List.of(1, 2, 3), 3, true);
    }

    @Override
    public void process(String arguments, List<Integer> items, ChunkContext context) {}

    @Override
    public String nameOf(Integer item) {
      naming.run();
      return "item " + item;
    }
  }

  /** Every second task fails, so that there is something to tell. */
  private static TaskDefinition<String> definition() {
    return TaskDefinition.of(TYPE)
        .then(
            ActionDefinition.of(
                    "run",
                    (Action<String>)
                        (args, context) ->
                            args.endsWith("1") ? StepOutcome.fail("told") : StepOutcome.done())
                .retry(RetryPolicy.fixed(0, Duration.ZERO)))
        .notifyAt(1)
        .critical(true);
  }

  /** All its methods fail. */
  private static <T> T failing(Class<T> type, Runnable thrower) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.getDeclaringClass() != Object.class) {
                thrower.run();
              }
              return null;
            }));
  }

  static Stream<Arguments> table() {
    return Arrays.stream(Place.values())
        .flatMap(place -> Arrays.stream(Thrown.values()).map(t -> Arguments.of(place, t)));
  }

  @ParameterizedTest(name = "{0} throws {1}")
  @MethodSource("table")
  void every_task_ends_and_the_engine_goes_on(Place place, Thrown thrown) {
    AtomicInteger times = new AtomicInteger();
    EngineFixture fixture =
        place.rig(
            () -> {
              times.incrementAndGet();
              thrown.now();
            });
    fixture.engine.start();
    try {
      for (int round = 0; round < 2; round++) {
        List<TaskId> tasks = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
          tasks.add(fixture.tasks.request(TYPE.with("x" + i % 2).owner("alice")).id());
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> allEnded(fixture, tasks));
      }
      await().until(() -> fixture.engine.condition().words().equals("working"));
    } finally {
      fixture.engine.stop(Duration.ofSeconds(10));
    }
    assertThat(times).hasPositiveValue();
    assertThat(fixture.reference.queries().workers()).isEmpty();
    assertThat(fixture.engine.ended().toCompletableFuture()).isDone();
  }

  private static boolean allEnded(EngineFixture fixture, List<TaskId> tasks) {
    return tasks.stream().allMatch(task -> fixture.status(task).finished());
  }

  /** A method that the guard forgets would be heard by nobody. */
  @ParameterizedTest
  @MethodSource("observed")
  void the_guarded_observer_passes_everything_on(Method method) throws Exception {
    AtomicInteger heard = new AtomicInteger();
    TaskObserver guarded =
        GuardedObserver.of(failing(TaskObserver.class, heard::incrementAndGet), Ticker.SYSTEM);

    method.invoke(
        guarded, Arrays.stream(method.getParameterTypes()).map(HostCodeTest::any).toArray());

    assertThat(heard).hasValue(1);
  }

  static Stream<Method> observed() {
    return Arrays.stream(TaskObserver.class.getMethods());
  }

  private static @Nullable Object any(Class<?> type) {
    if (type == boolean.class) {
      return true;
    }
    return type == long.class ? 1L : null;
  }

  /** A codec that fails at what is chosen, or answers null. */
  private static ArgumentCodec failing(
      ArgumentCodec codec, Predicate<Object> chosen, Supplier<?> instead) {
    return new ArgumentCodec() {
      @Override
      public Payload encode(Object value) {
        return chosen.test(value) ? (Payload) instead.get() : codec.encode(value);
      }

      @Override
      public Object decode(Payload payload, Type type) {
        return chosen.test(payload) ? instead.get() : codec.decode(payload, type);
      }
    };
  }

  static Stream<Supplier<?>> answers() {
    Stream<Supplier<?>> throwing = Arrays.stream(Thrown.values()).map(t -> (Supplier<?>) t::now);
    return Stream.concat(throwing, Stream.of(() -> null));
  }

  private static EngineFixture withCodec(
      AtomicReference<Predicate<Object>> chosen, Supplier<?> instead) {
    TaskDefinition<String> answers =
        TaskDefinition.of(TYPE, (args, context) -> StepOutcome.done(args + " result"))
            .each(action -> action.retry(RetryPolicy.NEVER));
    return new EngineFixture(
        CONFIG,
        List.of(answers),
        (ArgumentCodec codec) -> failing(codec, item -> chosen.get().test(item), instead));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void a_result_that_the_codec_cannot_write_is_a_failed_attempt(Supplier<?> instead) {
    AtomicReference<Predicate<Object>> chosen = new AtomicReference<>("bad result"::equals);
    EngineFixture fixture = withCodec(chosen, instead);
    TaskId bad = fixture.tasks.request(TYPE.with("bad")).id();
    TaskId good = fixture.tasks.request(TYPE.with("good")).id();

    fixture.engine.runBatch(Duration.ofMinutes(1));

    assertThat(fixture.status(bad)).isEqualTo(TaskStatus.FAILED);
    assertThat(fixture.run(bad).failure().orElseThrow().message()).contains("the codec ");
    assertThat(fixture.status(good)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void arguments_that_the_codec_cannot_read_block_their_task_until_it_can(Supplier<?> instead) {
    AtomicReference<Predicate<Object>> chosen = new AtomicReference<>(item -> false);
    EngineFixture fixture = withCodec(chosen, instead);
    TaskId bad = fixture.tasks.request(TYPE.with("bad")).id();
    TaskId good = fixture.tasks.request(TYPE.with("good")).id();
    chosen.set(Payload.of("bad")::equals);

    fixture.engine.runBatch(Duration.ofMinutes(1));

    assertThat(fixture.status(bad)).isEqualTo(TaskStatus.BLOCKED);
    assertThat(fixture.run(bad).attempt()).isZero();
    assertThat(fixture.run(bad).failure().orElseThrow().message()).contains("the codec ");
    assertThat(fixture.status(good)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  /** The mutex of an exclusive batch: what it did is done, whatever becomes of the mutex. */
  @ParameterizedTest
  @EnumSource(Thrown.class)
  void an_exclusive_batch_ends_well_though_its_mutex_fails_under_it(Thrown thrown) {
    AtomicInteger times = new AtomicInteger();
    Mutexes.Hold broken =
        failing(
            Mutexes.Hold.class,
            () -> {
              times.incrementAndGet();
              thrown.now();
            });
    EngineFixture fixture =
        new EngineFixture(
            CONFIG.lease(Duration.ofSeconds(3)),
            List.of(definition()),
            TaskObserver.NONE,
            s -> s,
            m -> (name, atMost) -> name.equals("alone") ? Optional.of(broken) : Optional.empty());
    TaskId task = fixture.tasks.request(TYPE.with("x0")).id();

    RunBatch.Report report =
        fixture.engine.runBatch(
            RunBatch.Limits.NONE.exclusive("alone").within(Duration.ofMinutes(1)));

    assertThat(report.drained()).isTrue();
    assertThat(fixture.status(task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(times).hasPositiveValue();
  }

  /** Whoever asks from outside hears what it throws; an action that asks fails by it. */
  @ParameterizedTest
  @EnumSource(Thrown.class)
  void a_requester_that_throws_stores_nothing_and_fails_the_attempt(Thrown thrown) {
    AtomicBoolean throwing = new AtomicBoolean();
    TaskDefinition<String> asks =
        TaskDefinition.of(
                TYPE,
                (args, context) -> {
                  context.request(TYPE.with("child"));
                  return StepOutcome.done();
                })
            .each(action -> action.retry(RetryPolicy.NEVER));
    EngineFixture fixture =
        new EngineFixture(
            CONFIG,
            List.of(asks),
            Wakeups.NONE,
            () -> throwing.get() ? HostCodeTest.<Optional<Owner>>thrown(thrown) : Optional.empty());
    TaskId task = fixture.tasks.request(TYPE.with("parent")).id();
    throwing.set(true);
    assertThatThrownBy(() -> fixture.tasks.request(TYPE.with("other"))).isNotNull();

    fixture.engine.runBatch(Duration.ofMinutes(1));

    assertThat(fixture.status(task)).isEqualTo(TaskStatus.FAILED);
    assertThat(fixture.rows(TYPE)).hasSize(1);
  }

  private static <T> T thrown(Thrown kind) {
    throw kind.now();
  }

  /** A port that answers null cannot be closed either: the end is told all the same. */
  @Test
  void wakeups_that_answer_null_keep_nobody_from_working_and_stopping() {
    AtomicInteger times = new AtomicInteger();
    Wakeups nulls = failing(Wakeups.class, times::incrementAndGet);
    EngineFixture fixture =
        new EngineFixture(CONFIG, List.of(definition()), nulls, Optional::empty);
    TaskId task = fixture.tasks.request(TYPE.with("x0")).id();
    assertThat(fixture.engine.runBatch(Duration.ofMinutes(1)).drained()).isTrue();
    assertThat(fixture.status(task)).isEqualTo(TaskStatus.SUCCEEDED);

    fixture.engine.start();
    fixture.engine.stop(Duration.ofSeconds(10));

    assertThat(fixture.engine.ended().toCompletableFuture()).isDone();
    assertThat(times).hasValueGreaterThan(2);
  }

  /** It is called after the commit: whoever asked must not hear that it failed. */
  @ParameterizedTest
  @EnumSource(Thrown.class)
  void what_is_thrown_by_a_hint_is_heard_by_nobody(Thrown thrown) {
    Wakeups guarded = GuardedWakeups.of(failing(Wakeups.class, thrown::now));

    guarded.publish(List.of());

    assertThat(guarded.subscribe(line -> {})).isNotNull();
    assertThat(GuardedWakeups.of(guarded)).isSameAs(guarded);
  }
}
