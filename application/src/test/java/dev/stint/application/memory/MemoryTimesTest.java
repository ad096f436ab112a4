package dev.stint.application.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.contract.Sample;
import dev.stint.application.spi.Stores;
import dev.stint.domain.Due;
import dev.stint.domain.task.TaskRow;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A clock may count nanoseconds; the reference keeps what every store keeps. */
class MemoryTimesTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.000001999Z");

  @Test
  void times_are_kept_in_microseconds() {
    Stores stores = InMemoryStores.create(() -> NOON);
    stores.requests().insert(List.of(Sample.of(1).due(Due.at(NOON.plusNanos(1))).make()));

    TaskRow row = stores.queries().find(Sample.id(1)).orElseThrow();

    assertThat(row.requested()).isEqualTo(NOON.minusNanos(999));
    assertThat(row.due()).isEqualTo(NOON.plusNanos(1));
    assertThat(stores.queries().health().now()).isEqualTo(NOON.minusNanos(999));
  }

  @Test
  void a_due_time_is_kept_in_microseconds() {
    Stores stores = InMemoryStores.create(() -> NOON);
    stores.requests().insert(List.of(Sample.of(1).due(Due.at(NOON)).make()));

    assertThat(stores.queries().find(Sample.id(1)).orElseThrow().due())
        .isEqualTo(NOON.minusNanos(999));
  }
}
