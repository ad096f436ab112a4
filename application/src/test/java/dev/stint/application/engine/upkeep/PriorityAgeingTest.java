package dev.stint.application.engine.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Config;
import dev.stint.application.contract.Sample;
import dev.stint.application.engine.base.StoreClock;
import dev.stint.application.memory.InMemoryStores;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.QueryStore;
import dev.stint.application.spi.Stores;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskRow;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much a look at what waits reads. */
class PriorityAgeingTest {

  private static final int TASKS = 4_100;
  private static final Duration EVERY = Duration.ofMinutes(10);

  private final AtomicLong nanos = new AtomicLong();
  private final Stores real =
      InMemoryStores.create(() -> Instant.parse("2026-11-21T00:00:00Z").plusNanos(nanos.get()));
  private final AtomicInteger pages = new AtomicInteger();
  private final PriorityAgeing ageing = ageing();

  private PriorityAgeing ageing() {
    QueryStore counted =
        (QueryStore)
            Proxy.newProxyInstance(
                QueryStore.class.getClassLoader(),
                new Class<?>[] {QueryStore.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("list")) {
                    pages.incrementAndGet();
                  }
                  return method.invoke(real.queries(), arguments);
                });
    Stores stores =
        new Stores(
            real.requests(),
            real.runs(),
            real.chunks(),
            real.workers(),
            real.steering(),
            counted,
            real.waits(),
            real.registers());
    StoreClock clock = new StoreClock(nanos::get);
    clock.heard(Instant.parse("2026-11-21T00:00:00Z"), nanos.get());
    return new PriorityAgeing(stores, Config.DEFAULT.ageing(EVERY, 9), clock, () -> false);
  }

  private void later(Duration step) {
    nanos.addAndGet(step.toNanos());
  }

  private List<Integer> priorities() {
    return real.queries().list(TaskFilter.newest(2 * TASKS)).stream()
        .map(TaskRow::standing)
        .map(s -> s.spec().priority())
        .toList();
  }

  @Test
  void a_look_reads_a_few_pages_and_a_round_raises_each_task_once() {
    List<NewTask> all = IntStream.range(1, TASKS + 1).mapToObj(i -> Sample.of(i).make()).toList();
    real.requests().insert(all);
    ageing.look();
    later(EVERY.plusSeconds(1));

    for (int look = 1; look <= 3; look++) {
      int before = pages.get();
      ageing.look();
      assertThat(pages.get() - before).isLessThanOrEqualTo(PriorityAgeing.PAGES);
      int raised = Math.min(TASKS, look * PriorityAgeing.PAGES * 500);
      assertThat(priorities().stream().filter(p -> p == 1)).hasSize(raised);
    }
    int before = pages.get();
    ageing.look();
    later(EVERY.minusSeconds(2));
    ageing.look();
    assertThat(pages.get()).isEqualTo(before);

    later(EVERY.dividedBy(2));
    IntStream.range(0, 3).forEach(i -> ageing.look());
    assertThat(priorities()).hasSize(TASKS).containsOnly(2);
  }
}
