package dev.stint.application.engine.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The estimate of the store's time, on a ticker that is stepped. */
class StoreClockTest {

  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

  private final AtomicLong nanos = new AtomicLong(5);
  private final StoreClock clock = new StoreClock(nanos::get);

  private void step(int millis) {
    nanos.addAndGet(Duration.ofMillis(millis).toNanos());
  }

  /** The store is asked, answers {@code said}, and the answer takes so long in all. */
  private void hears(Instant said, int millis) {
    long sent = nanos.get();
    step(millis);
    clock.heard(said, sent);
  }

  @Test
  void goes_on_from_what_the_store_said() {
    hears(NOON, 3);
    step(10);
    assertThat(clock.now()).isEqualTo(NOON.plusMillis(10));
  }

  @Test
  void a_late_answer_does_not_set_it_back() {
    hears(NOON, 0);
    hears(NOON.plusMillis(1), 40);
    assertThat(clock.now()).isEqualTo(NOON.plusMillis(40));
  }

  @Test
  void is_never_before_what_an_answer_said() {
    hears(NOON, 0);
    step(10);
    hears(NOON.plusMillis(25), 2);
    assertThat(clock.now()).isEqualTo(NOON.plusMillis(25));
  }

  @Test
  void follows_a_store_whose_clock_was_set_back() {
    hears(NOON, 0);
    step(1_000);
    hears(NOON.minusSeconds(60), 2);
    assertThat(clock.now()).isEqualTo(NOON.minusSeconds(60).plusMillis(2));
  }
}
