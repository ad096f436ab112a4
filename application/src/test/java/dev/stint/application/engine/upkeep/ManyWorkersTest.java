package dev.stint.application.engine.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Config;
import dev.stint.application.contract.Contract;
import dev.stint.application.contract.Sample;
import dev.stint.application.contract.StoreFixture;
import dev.stint.application.engine.base.Lease;
import dev.stint.application.engine.base.StoreClock;
import dev.stint.application.memory.InMemoryMutexes;
import dev.stint.application.memory.InMemoryStores;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.LostWorker;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.WorkerRow;
import dev.stint.application.spi.WorkerStore;
import dev.stint.domain.WorkerId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A thousand workers on one store: what they ask it, counted, on a clock that is stepped. */
class ManyWorkersTest extends Contract {

  private static final int WORKERS = 1_000;
  private static final int DEAD = 100;
  private static final Duration RENEWAL = Config.DEFAULT.renewal();
  private static final int HELD = 3;

  private final AtomicLong nanos = new AtomicLong();
  private final Map<String, Integer> calls = new HashMap<>();

  @Override
  protected StoreFixture open() {
    Stores memory =
        InMemoryStores.create(() -> Instant.parse("2026-11-30T08:00:00Z").plusNanos(nanos.get()));
    return new StoreFixture() {
      @Override
      public Stores stores() {
        return memory;
      }

      @Override
      public Mutexes mutexes() {
        return new InMemoryMutexes(Instant::now);
      }

      @Override
      public void advance(Duration step) {
        nanos.addAndGet(step.toNanos());
      }

      @Override
      public void close() {}
    };
  }

  private WorkerStore counted() {
    return (WorkerStore)
        Proxy.newProxyInstance(
            ManyWorkersTest.class.getClassLoader(),
            new Class<?>[] {WorkerStore.class},
            (proxy, method, arguments) -> {
              calls.merge(method.getName(), 1, Integer::sum);
              try {
                return method.invoke(stores.workers(), arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private List<Lease> fleet(WorkerStore counted) {
    return IntStream.range(0, WORKERS)
        .mapToObj(
            i ->
                new Lease(
                    counted,
                    new StoreClock(nanos::get),
                    LEASE,
                    () -> new WorkerRow(Sample.worker(i + 10), "w", LEASE, Set.of(Sample.TYPE))))
        .toList();
  }

  @Test
  void each_registers_once_and_renews_once_a_renewal() {
    List<Lease> fleet = fleet(counted());
    fleet.forEach(Lease::register);
    int rounds = 20;
    for (int round = 0; round < rounds; round++) {
      fixture.advance(RENEWAL);
      assertThat(fleet).allMatch(lease -> lease.renew().live());
    }

    assertThat(calls).isEqualTo(Map.of("register", WORKERS, "renew", WORKERS * rounds));
    assertThat(fleet).allMatch(Lease::steady);
  }

  @Test
  void the_dead_are_found_by_one_look_and_taken_over_by_one_call_each() {
    WorkerStore counted = counted();
    List<Lease> fleet = fleet(counted);
    fleet.forEach(Lease::register);
    insert(IntStream.range(0, DEAD * HELD).mapToObj(Sample::of).toArray(Sample[]::new));
    Set<WorkerId> dead = new HashSet<>();
    for (Lease lease : fleet.subList(0, DEAD)) {
      dead.add(lease.worker());
      assertThat(stores.runs().claim(asking(lease.worker(), 1)).tasks()).hasSize(HELD);
    }
    List<Lease> living = fleet.subList(DEAD, WORKERS);
    for (Duration passed = Duration.ZERO;
        passed.compareTo(LEASE) <= 0;
        passed = passed.plus(RENEWAL)) {
      fixture.advance(RENEWAL);
      living.forEach(Lease::renew);
    }
    calls.clear();

    List<LostWorker> lost = counted.lose();
    WorkerId reaper = living.get(0).worker();
    long taken = 0;
    for (LostWorker each : lost) {
      List<Claim> over = counted.takeOver(new ClaimId(reaper, - ++taken), each, 200);
      assertThat(over).hasSize(HELD);
    }

    assertThat(lost).extracting(LostWorker::worker).containsExactlyInAnyOrderElementsOf(dead);
    assertThat(counted.lose()).as("what another worker finds").isEmpty();
    assertThat(calls).isEqualTo(Map.of("lose", 2, "takeOver", DEAD));
    assertThat(living).allMatch(lease -> lease.renew().live());
  }
}
