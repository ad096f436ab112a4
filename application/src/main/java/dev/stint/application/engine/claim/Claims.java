package dev.stint.application.engine.claim;

import dev.stint.application.engine.base.Backoff;
import dev.stint.application.engine.base.Lease;
import dev.stint.application.engine.base.LoopErrors;
import dev.stint.application.engine.base.StoreClock;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.Claimed;
import dev.stint.application.spi.RunStore;
import dev.stint.application.spi.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** The claims of a worker: each has a number, by which one whose answer was lost is asked after. */
public final class Claims {

  public static final long MAX_BYTES = 8L << 20;

  private final RunStore runs;
  private final Lease lease;
  private final StoreClock clock;
  private final LoopErrors errors;
  private final AtomicLong numbers = new AtomicLong();

  public Claims(RunStore runs, Lease lease, StoreClock clock, LoopErrors errors) {
    this.runs = runs;
    this.lease = lease;
    this.clock = clock;
    this.errors = errors;
  }

  public ClaimId next() {
    return new ClaimId(lease.worker(), numbers.incrementAndGet());
  }

  /** Claims; empty if the answer was lost, which says nothing about what is ready. */
  Optional<Claimed> claim(ClaimRequest request) {
    long sent = clock.nanos();
    try {
      Claimed claimed = runs.claim(request);
      clock.heard(claimed.now(), sent);
      return Optional.of(claimed);
    } catch (StoreException e) {
      errors.failed("claim", e);
      return Optional.empty();
    }
  }

  /** What the claim whose answer was lost took; nothing if {@code stop} comes first. */
  public List<Claim> askAgain(ClaimId id, BooleanSupplier stop) {
    Backoff between = new Backoff();
    while (true) {
      try {
        return runs.claimed(id);
      } catch (StoreException e) {
        errors.failed("claimed", e);
        if (stop.getAsBoolean()) {
          return List.of();
        }
        between.pause();
      }
    }
  }
}
