package dev.stint.domain.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RenewalTest {

  private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");
  private static final Duration LEASE = Duration.ofSeconds(10);

  private static Renewal at(Duration before) {
    return new Renewal(NOW.minus(before), LEASE);
  }

  @Test
  void a_lease_lasts_to_its_last_microsecond() {
    assertThat(at(LEASE).isOver(NOW)).isFalse();
    assertThat(at(LEASE.plusNanos(1_000)).isOver(NOW)).isTrue();
  }

  @Test
  void a_renewal_more_than_a_lease_ahead_counts_from_now() {
    Renewal before = at(LEASE.negated().minusNanos(1_000));
    assertThat(before.isAhead(NOW)).isTrue();
    assertThat(before.isOver(NOW)).isFalse();
    assertThat(before.counted(NOW)).isEqualTo(new Renewal(NOW, LEASE));
  }

  @Test
  void any_other_counts_as_it_is() {
    assertThat(at(LEASE.negated()).isAhead(NOW)).isFalse();
    assertThat(at(LEASE.negated()).counted(NOW)).isEqualTo(at(LEASE.negated()));
    assertThat(at(Duration.ZERO).counted(NOW)).isEqualTo(at(Duration.ZERO));
  }
}
