package dev.stint.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.Mutexes.Hold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RedisMutexesTest {

  private static final Duration HOLD = Duration.ofSeconds(10);

  private final RedisFixture fixture = RedisFixture.single();
  private final Mutexes mutexes = fixture.redis().mutexes();

  private Hold take() {
    return mutexes.tryAcquire("name", HOLD).orElseThrow();
  }

  @Test
  void one_holder_keeps_the_others_out_until_it_gives_back() {
    Hold first = take();
    assertThat(mutexes.tryAcquire("name", HOLD)).isEmpty();
    assertThat(mutexes.tryAcquire("other", HOLD)).isPresent();

    first.close();

    assertThat(take().fence()).isGreaterThan(first.fence());
  }

  @Test
  void who_held_too_long_neither_extends_nor_gives_back_what_another_holds() {
    Hold first = take();
    fixture.advance(HOLD);
    Hold second = take();

    assertThat(second.fence()).isGreaterThan(first.fence());
    assertThat(first.extend(HOLD)).isFalse();
    first.close();
    assertThat(mutexes.tryAcquire("name", HOLD)).isEmpty();
    assertThat(second.extend(HOLD)).isTrue();
  }

  @Test
  void a_hold_that_is_extended_lasts_from_then_on() {
    Hold hold = take();
    fixture.advance(HOLD.minusMillis(1));
    assertThat(hold.extend(HOLD)).isTrue();
    fixture.advance(HOLD.minusMillis(1));
    assertThat(mutexes.tryAcquire("name", HOLD)).isEmpty();
    fixture.advance(Duration.ofMillis(1));

    assertThat(hold.extend(HOLD)).isFalse();
    assertThat(mutexes.tryAcquire("name", HOLD)).isPresent();
  }

  /** Under the mutex a plain counter is safe, and fences grow from holder to holder. */
  private static final class Counter {
    private int value;
    private long fence;

    void step(Hold hold) {
      assertThat(hold.fence().value()).isGreaterThan(fence);
      fence = hold.fence().value();
      value++;
    }
  }

  @Test
  void no_step_of_many_threads_is_lost() throws Exception {
    Counter counter = new Counter();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        workers.add(threads.submit(() -> steps(counter, 100)));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
      assertThat(counter.value).isEqualTo(400);
    } finally {
      threads.shutdownNow();
    }
  }

  private void steps(Counter counter, int wanted) {
    int done = 0;
    while (done < wanted) {
      var hold = mutexes.tryAcquire("counter", HOLD);
      if (hold.isPresent()) {
        counter.step(hold.get());
        hold.get().close();
        done++;
      }
    }
  }
}
