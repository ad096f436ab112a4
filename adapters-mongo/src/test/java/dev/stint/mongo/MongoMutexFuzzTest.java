package dev.stint.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.Mutexes.Hold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Threads count under a mutex, and now and then one pauses longer than it may hold. What they count
 * in takes a write only under a fence that is not older than the last it saw.
 */
class MongoMutexFuzzTest {

  private static final Duration HOLD = Duration.ofSeconds(10);
  private static final int THREADS = 4;
  private static final int STEPS = 150;
  private static final long SEED = Long.getLong("stint.seed", 20_261_121L);

  private final Counter counter = new Counter();
  private Optional<MongoFixture> opened = Optional.empty();

  /** Reading and writing are two steps that only the mutex holds together. */
  private static final class Counter {
    private volatile int value;
    private volatile long fence;
    private volatile int refused;

    boolean write(Hold hold, int next) {
      if (hold.fence().value() < fence) {
        refused = refused + 1;
        return false;
      }
      fence = hold.fence().value();
      value = next;
      return true;
    }
  }

  MongoFixture open() {
    return new MongoFixture();
  }

  @BeforeEach
  void begin() {
    opened = Optional.of(open());
  }

  @AfterEach
  void end() {
    fixture().close();
  }

  private MongoFixture fixture() {
    return opened.orElseThrow();
  }

  private Mutexes mutexes() {
    return fixture().mutexes();
  }

  @Test
  void no_step_is_lost_and_who_paused_longer_than_its_hold_is_refused() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Integer>> counters = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Random random = new Random(SEED + i);
        counters.add(() -> count(random));
      }
      int pauses = 0;
      for (Future<Integer> each : threads.invokeAll(counters)) {
        pauses += each.get();
      }
      assertThat(counter.value).isEqualTo(THREADS * STEPS);
      assertThat(counter.refused).isEqualTo(pauses).isPositive();
    } finally {
      threads.shutdownNow();
    }
  }

  /** Answers how often it paused. */
  private int count(Random random) {
    int pauses = 0;
    for (int done = 0; done < STEPS; ) {
      Hold hold = waitFor();
      int seen = counter.value;
      if (random.nextInt(10) == 0) {
        pauses++;
        pauseBeyond(hold, seen);
      } else {
        Thread.yield();
        done += counter.write(hold, seen + 1) ? 1 : 0;
        hold.close();
      }
    }
    return pauses;
  }

  private Hold waitFor() {
    Optional<Hold> hold = Optional.empty();
    while (hold.isEmpty()) {
      hold = mutexes().tryAcquire("counter", HOLD);
    }
    return hold.get();
  }

  /** Is away until its hold is over and another has written; then writes what it had read. */
  private void pauseBeyond(Hold late, int seen) {
    fixture().advance(HOLD);
    Hold next = waitFor();
    assertThat(next.fence()).isGreaterThan(late.fence());
    assertThat(counter.write(next, counter.value)).isTrue();
    assertThat(counter.write(late, seen + 1)).isFalse();
    assertThat(late.extend(HOLD)).isFalse();
    late.close();
    assertThat(mutexes().tryAcquire("counter", HOLD)).isEmpty();
    next.close();
  }
}
