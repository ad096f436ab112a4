package dev.stint.domain.policy;

import static dev.stint.domain.random.RandomCases.check;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

  private static final Duration BASE = Duration.ofSeconds(5);

  @Test
  void the_first_linear_wait_is_exactly_the_base_and_later_ones_grow_by_the_multiplier() {
    RetryPolicy linear = RetryPolicy.linear(-1, BASE, 2);
    assertThat(linear.waitAfter(0, new Random(1))).isEqualTo(BASE);
    assertThat(linear.waitAfter(3, new Random(1))).isEqualTo(BASE.multipliedBy(7));
  }

  @Test
  void no_wait_overflows() {
    check(1_000, values -> no_wait_overflows(values.between(0, Integer.MAX_VALUE)));
  }

  private static void no_wait_overflows(int attempt) {
    RetryPolicy linear = RetryPolicy.linear(-1, BASE, Integer.MAX_VALUE);
    assertThat(linear.waitAfter(attempt, new Random(1))).isBetween(BASE, RetryPolicy.LONGEST_WAIT);
    assertThat(linear.allowsAfter(attempt)).isTrue();
  }

  @Test
  void jitter_stays_in_the_upper_half() {
    check(1_000, values -> jitter_stays_in_the_upper_half(values.between(0, 10_000)));
  }

  private static void jitter_stays_in_the_upper_half(int attempt) {
    Duration cap = Duration.ofMinutes(15);
    Duration full = attempt > 8 ? cap : BASE.multipliedBy(1L << attempt);
    full = full.compareTo(cap) > 0 ? cap : full;
    assertThat(RetryPolicy.DEFAULT.waitAfter(attempt, new Random(attempt)))
        .isBetween(full.dividedBy(2), full);
  }

  @Test
  void retries_count_the_tries_after_the_first() {
    RetryPolicy twice = RetryPolicy.fixed(2, BASE);
    assertThat(twice.allowsAfter(1)).isTrue();
    assertThat(twice.allowsAfter(2)).isFalse();
    assertThat(RetryPolicy.NEVER.allowsAfter(0)).isFalse();
    assertThat(twice.waitAfter(1, new Random(1))).isEqualTo(BASE);
  }

  @Test
  void a_linear_wait_stops_growing_at_a_year() {
    RetryPolicy linear = RetryPolicy.linear(-1, Duration.ofDays(100), 1);
    assertThat(linear.waitAfter(2, new Random(1))).isEqualTo(Duration.ofDays(300));
    assertThat(linear.waitAfter(3, new Random(1))).isEqualTo(RetryPolicy.LONGEST_WAIT);
    RetryPolicy still = RetryPolicy.linear(-1, BASE, 0);
    assertThat(still.waitAfter(99, new Random(1))).isEqualTo(BASE);
  }

  @Test
  void jitter_reaches_both_ends_of_the_upper_half() {
    RetryPolicy policy = RetryPolicy.exponential(1, Duration.ofMillis(2), Duration.ofMillis(8));
    Random random = new Random(3);
    var seen = new java.util.TreeSet<Long>();
    for (int i = 0; i < 500; i++) {
      seen.add(policy.waitAfter(2, random).toMillis());
    }
    assertThat(seen).containsExactly(4L, 5L, 6L, 7L, 8L);
  }

  @Test
  void waits_too_short_to_scatter_are_not_scattered() {
    RetryPolicy none = RetryPolicy.exponential(1, Duration.ZERO, BASE);
    assertThat(none.waitAfter(1_000_000_000, new Random(1))).isZero();
    RetryPolicy tiny = RetryPolicy.exponential(1, Duration.ofMillis(1), Duration.ofMillis(1));
    assertThat(tiny.waitAfter(5, new Random(1))).isEqualTo(Duration.ofMillis(1));
  }
}
