package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.CommitListener;
import dev.stint.application.api.Config;
import dev.stint.application.api.FailureNotifier;
import dev.stint.application.api.PrincipalScope;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskCall;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskInterceptor;
import dev.stint.application.api.TaskObserver;
import dev.stint.application.api.TaskType;
import dev.stint.domain.TaskId;
import dev.stint.domain.policy.RetryPolicy;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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
      Rig rig(Runnable thrower) {
        return on(failing(TaskObserver.class, thrower), Surroundings.NONE);
      }
    },
    NOTIFIER {
      @Override
      Rig rig(Runnable thrower) {
        FailureNotifier notifier = notice -> thrower.run();
        return on(TaskObserver.NONE, Surroundings.NONE.with(notifier));
      }
    },
    COMMIT_LISTENER {
      @Override
      Rig rig(Runnable thrower) {
        CommitListener listener = committed -> thrower.run();
        return on(TaskObserver.NONE, Surroundings.NONE.with(listener));
      }
    },
    INTERCEPTOR {
      @Override
      Rig rig(Runnable thrower) {
        return on(TaskObserver.NONE, Surroundings.NONE.with(afterwards(thrower)));
      }
    },
    PRINCIPAL {
      @Override
      Rig rig(Runnable thrower) {
        PrincipalScope scope =
            owner -> {
              thrower.run();
              return () -> {};
            };
        return on(TaskObserver.NONE, Surroundings.NONE.principals(scope));
      }
    };

    abstract Rig rig(Runnable thrower);

    private static Rig on(TaskObserver observer, Surroundings around) {
      return new Rig(CONFIG, List.of(definition()), observer, s -> s, m -> m, around);
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

  /** Every second task fails, so that there is something to tell. */
  private static TaskDefinition<String> definition() {
    return TaskDefinition.of(TYPE)
        .then(
            ActionDefinition.of(
                    "run",
                    (dev.stint.application.api.Action<String>)
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
    Rig rig =
        place.rig(
            () -> {
              times.incrementAndGet();
              thrown.now();
            });
    rig.engine.start();
    try {
      for (int round = 0; round < 2; round++) {
        List<TaskId> tasks = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
          tasks.add(rig.tasks.request(TYPE.with("x" + i % 2).owner("alice")).id());
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> allEnded(rig, tasks));
      }
      assertThat(rig.engine.condition().words()).isEqualTo("working");
      if (place != Place.COMMIT_LISTENER) {
        assertThat(times).hasPositiveValue();
      }
    } finally {
      rig.engine.stop(Duration.ofSeconds(10));
    }
    assertThat(rig.reference.queries().workers()).isEmpty();
  }

  private static boolean allEnded(Rig rig, List<TaskId> tasks) {
    return tasks.stream().allMatch(task -> rig.status(task).finished());
  }

  /** A method that the guard forgets would be heard by nobody. */
  @ParameterizedTest
  @MethodSource("observed")
  void the_guarded_observer_passes_everything_on(Method method) throws Exception {
    AtomicInteger heard = new AtomicInteger();
    TaskObserver guarded = GuardedObserver.of(failing(TaskObserver.class, heard::incrementAndGet));

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
}
