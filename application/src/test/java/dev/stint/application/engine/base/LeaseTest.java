package dev.stint.application.engine.base;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.memory.InMemoryStores;
import dev.stint.application.spi.WorkerRow;
import dev.stint.application.spi.WorkerStore;
import dev.stint.domain.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who a worker is, and what it holds under which name. */
class LeaseTest {

  private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
  private static final Duration LENGTH = Duration.ofSeconds(10);

  private final AtomicLong ids = new AtomicLong();
  private final WorkerStore workers = InMemoryStores.create(() -> NOON).workers();
  private final Lease lease =
      new Lease(
          workers,
          new StoreClock(System::nanoTime),
          LENGTH,
          () -> new WorkerRow(id(ids.incrementAndGet()), "test", LENGTH, Set.of()));

  private static WorkerId id(long number) {
    return new WorkerId(new UUID(0, number));
  }

  @Test
  void from_its_loss_on_nothing_is_its_own_until_it_is_another() {
    lease.register();
    assertThat(lease.covers(id(1))).isTrue();

    lease.lost();
    assertThat(lease.covers(id(1))).isFalse();
    assertThat(lease.good()).isFalse();

    lease.startOver();
    assertThat(lease.isLost()).isFalse();
    assertThat(lease.covers(id(1))).isFalse();
    assertThat(lease.covers(id(2))).isTrue();
  }

  /** Else what it claims under its first name would not be its own, and be handed back for ever. */
  @Test
  void one_that_was_lost_before_it_could_register_registers_as_another() {
    lease.lost();

    lease.register();

    assertThat(lease.isLost()).isFalse();
    assertThat(lease.good()).isTrue();
    assertThat(lease.worker()).isEqualTo(id(2));
    assertThat(lease.covers(id(2))).isTrue();
    assertThat(workers.renew(id(2)).live()).isTrue();
  }
}
