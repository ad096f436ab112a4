package dev.stint.redis;

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
import org.junit.jupiter.api.Test;

/**
 * Threads that count under a mutex, and now and then pause longer than they hold it. What they
 * count in believes a writer only if its fence is newer than the last one it saw, as any store that
 * is written under a mutex should.
 */
class RedisMutexFuzzTest {

  private static final Duration HOLD = Duration.ofSeconds(10);
  private static final int THREADS = 4;
  private static final int STEPS = 150;

  private final RedisFixture fixture = RedisFixture.single();
  private final Mutexes mutexes = fixture.redis().mutexes();
  private final Counter counter = new Counter();

  /** Not safe for threads, the mutex aside; a late writer is turned away by its fence. */
  private static final class Counter {
    private int value;
    private long fence;
    private int refused;

    int read() {
      return value;
    }

    boolean write(Hold hold, int next) {
      if (hold.fence().value() <= fence) {
        refused++;
        return false;
      }
      fence = hold.fence().value();
      value = next;
      return true;
    }
  }

  @Test
  void no_step_is_lost_and_who_paused_longer_than_its_hold_is_refused() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Integer>> workers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int seed = i;
        workers.add(() -> steps(new Random(seed)));
      }
      int paused = 0;
      for (Future<Integer> worker : threads.invokeAll(workers)) {
        paused += worker.get();
      }
      assertThat(counter.value).isEqualTo(THREADS * STEPS);
      assertThat(counter.refused).isEqualTo(paused).isPositive();
    } finally {
      threads.shutdownNow();
    }
  }

  /** Answers how often it paused. */
  private int steps(Random random) {
    int paused = 0;
    int done = 0;
    while (done < STEPS) {
      Optional<Hold> hold = mutexes.tryAcquire("counter", HOLD);
      if (hold.isEmpty()) {
        continue;
      }
      int seen = counter.read();
      if (random.nextInt(10) == 0) {
        paused++;
        overtaken(hold.get(), seen);
      } else {
        done += counter.write(hold.get(), seen + 1) ? 1 : 0;
        hold.get().close();
      }
    }
    return paused;
  }

  /** Is gone until its hold is over and another has written; then writes what it had read. */
  private void overtaken(Hold late, int seen) {
    fixture.advance(HOLD);
    Optional<Hold> next = Optional.empty();
    while (next.isEmpty()) {
      next = mutexes.tryAcquire("counter", HOLD);
    }
    assertThat(next.get().fence()).isGreaterThan(late.fence());
    assertThat(counter.write(next.get(), counter.read())).isTrue();
    assertThat(counter.write(late, seen + 1)).isFalse();
    assertThat(late.extend(HOLD)).isFalse();
    late.close();
    assertThat(mutexes.tryAcquire("counter", HOLD)).isEmpty();
    next.get().close();
  }
}
