package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.ActionContext;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.spi.RequestStore;
import dev.stint.application.spi.RunStore;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Stores;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A worker is stopped while a right is missing that some of its writes need, and others do not. */
class StopWhileDeniedTest {

  private static final TaskType<String> TYPE = TaskType.of("test", String.class);
  private static final Duration LEASE = Duration.ofMinutes(30);

  /** Beside it the few seconds count in which the worker ends, on a busy machine. */
  private static final Duration SOON = Duration.ofMinutes(2);

  private final AtomicReference<String> denied = new AtomicReference<>("");

  private EngineFixture fixture(Consumer<ActionContext> deed) {
    TaskDefinition<String> definition =
        TaskDefinition.of(
                TYPE,
                (name, context) -> {
                  deed.accept(context);
                  return StepOutcome.done();
                })
            .each(action -> action.retry(RetryPolicy.NEVER));
    return new EngineFixture(
        EngineFixture.CONFIG.lease(LEASE), List.of(definition), TaskObserver.NONE, this::denying);
  }

  private Stores denying(Stores real) {
    return new Stores(
        denying(RequestStore.class, real.requests()),
        denying(RunStore.class, real.runs()),
        real.chunks(),
        real.workers(),
        real.steering(),
        real.queries(),
        real.waits(),
        real.registers());
  }

  private <T> T denying(Class<T> port, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              if (method.getName().equals(denied.get())) {
                throw new StoreException(StoreException.Kind.DENIED, "no right");
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            }));
  }

  /** Seen to fail by a failed attempt, and by a stop that waited for parts of the lease. */
  @ParameterizedTest
  @CsvSource({"checkpoint, nothing can be checkpointed", "insert, nothing can be requested"})
  void what_could_not_be_written_is_interrupted_and_not_failed(String verb, String words) {
    EngineFixture fixture =
        fixture(
            context -> {
              denied.set(verb);
              if (verb.equals("insert")) {
                context.request(TYPE.with("child"));
              }
              context.checkpoint(Payload.of("half"));
            });
    TaskId task = fixture.tasks.request(TYPE.with("parent")).id();
    fixture.engine.start();
    await().until(() -> fixture.engine.condition().words().contains("no right"));
    assertThat(fixture.engine.condition().words()).startsWith(words);
    assertThat(fixture.engine.condition().healthy()).isFalse();

    long began = System.nanoTime();
    fixture.engine.stop(Duration.ofMillis(10));

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
    assertThat(fixture.status(task)).isEqualTo(TaskStatus.INTERRUPTED);
    assertThat(fixture.run(task).attempt()).isZero();
  }

  @Test
  void an_end_that_could_not_be_written_holds_the_worker_up_no_longer() {
    EngineFixture fixture = fixture(context -> denied.set("settle"));
    TaskId task = fixture.tasks.request(TYPE.with("task")).id();
    fixture.engine.start();
    await().until(() -> fixture.engine.condition().words().contains("no right"));

    long began = System.nanoTime();
    fixture.engine.stop(Duration.ofMillis(10));

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
    assertThat(fixture.status(task)).isEqualTo(TaskStatus.RUNNING);
  }
}
