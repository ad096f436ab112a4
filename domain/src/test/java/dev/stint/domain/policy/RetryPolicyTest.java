package dev.stint.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

  private static final Duration BASE = Duration.ofSeconds(5);

  @Test
  void the_first_linear_wait_is_exactly_the_base_and_later_ones_grow_by_the_multiplier() {
    RetryPolicy linear = RetryPolicy.linear(-1, BASE, 2);
    assertThat(linear.waitAfter(0, new Random(1))).isEqualTo(BASE);
    assertThat(linear.waitAfter(3, new Random(1))).isEqualTo(BASE.multipliedBy(7));
  }

  @Property
  void no_wait_overflows(@ForAll @IntRange int attempt) {
    RetryPolicy linear = RetryPolicy.linear(-1, BASE, Integer.MAX_VALUE);
    assertThat(linear.waitAfter(attempt, new Random(1))).isBetween(BASE, RetryPolicy.LONGEST_WAIT);
    assertThat(linear.allowsAfter(attempt)).isTrue();
  }

  @Property
  void jitter_stays_in_the_upper_half(@ForAll @IntRange(max = 10_000) int attempt) {
    Duration cap = Duration.ofMinutes(15);
    Duration full = attempt > 8 ? cap : BASE.multipliedBy(1L << attempt);
    full = full.compareTo(cap) > 0 ? cap : full;
    assertThat(RetryPolicy.DEFAULT.waitAfter(attempt, new Random(attempt)))
        .isBetween(full.dividedBy(2), full);
  }
}
