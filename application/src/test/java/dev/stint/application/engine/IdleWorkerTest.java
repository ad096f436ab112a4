package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Config;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.engine.claim.LineChoice;
import dev.stint.application.spi.QueryStore;
import dev.stint.application.spi.RegisterStore;
import dev.stint.application.spi.RequestStore;
import dev.stint.application.spi.RunStore;
import dev.stint.application.spi.SteerStore;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.Upkeep;
import dev.stint.application.spi.WaitStore;
import dev.stint.application.spi.WorkerStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a worker with nothing to do asks of its store in a minute, by a clock that is stepped: its
 * three threads take their turns when their rests are over, without threads.
 */
class IdleWorkerTest {

  private static final TaskType<String> PLAIN = TaskType.of("plain", String.class);
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final Map<String, Integer> asked = new TreeMap<>();
  private final AtomicLong nanos = new AtomicLong(1);
  private final EngineFixture fixture =
      new EngineFixture(
          Config.DEFAULT,
          List.of(TaskDefinition.of(PLAIN, (args, context) -> StepOutcome.done())),
          TaskObserver.NONE,
          this::counted);
  private final WorkerAssembly worker =
      new WorkerAssembly(
          fixture.on(nanos::get),
          LineChoice.of(fixture.parts.registry(), Set.of(), Set.of()),
          4,
          Optional.empty());
  private final LifecycleAssembly life = new LifecycleAssembly(worker, () -> {});

  @AfterEach
  void stop() {
    Workers.close(worker);
  }

  private Stores counted(Stores real) {
    return new Stores(
        port(RequestStore.class, real.requests()),
        port(RunStore.class, real.runs()),
        real.chunks(),
        port(WorkerStore.class, real.workers()),
        port(SteerStore.class, real.steering()),
        port(QueryStore.class, real.queries()),
        port(WaitStore.class, real.waits()),
        port(RegisterStore.class, real.registers()));
  }

  private <T> T port(Class<T> port, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              asked.merge(method.getName(), 1, Integer::sum);
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            }));
  }

  /** A minute of the worker's life, each thread after its own rest. */
  private void minute() {
    long end = nanos.get() + MINUTE;
    long[] next = {nanos.get(), nanos.get(), nanos.get()};
    while (true) {
      int first = next[0] <= next[1] ? (next[0] <= next[2] ? 0 : 2) : (next[1] <= next[2] ? 1 : 2);
      if (next[first] >= end) {
        nanos.set(end);
        return;
      }
      fixture.step(Duration.ofNanos(next[first] - nanos.get()));
      nanos.set(next[first]);
      next[first] += turn(first);
    }
  }

  private long turn(int thread) {
    if (thread == 0) {
      life.chores.turn();
      return life.chores.rest();
    }
    if (thread == 1) {
      life.heartbeat.turn();
      return life.heartbeat.rest();
    }
    return worker.fetcher.turn() ? 1 : worker.fetcher.rest();
  }

  @Test
  void an_idle_worker_asks_its_store_little_more_than_twice_in_a_second() {
    worker.lease.register();
    life.chores.doAll();
    minute();
    asked.clear();

    minute();

    assertThat(asked).containsEntry("upkeep", 60).containsEntry("renew", 20);
    assertThat(asked.values().stream().mapToInt(Integer::intValue).sum())
        .as("%s", asked)
        .isLessThanOrEqualTo(135);
  }

  @Test
  void the_reference_store_names_what_there_is_to_do_and_no_more() {
    assertThat(fixture.stores.workers().upkeep(Duration.ZERO)).isEmpty();
    fixture.tasks.request(PLAIN.with("one"));
    assertThat(fixture.stores.workers().upkeep(Duration.ZERO)).containsExactly(Upkeep.CLAIM);
  }
}
