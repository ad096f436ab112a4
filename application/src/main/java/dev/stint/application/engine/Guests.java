package dev.stint.application.engine;

import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.StoreException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Finds a worker for what runs in a caller's own thread: the one that works all day if there is
 * one, else one of its own that claims nothing, registered when first needed and retired when it
 * was idle for a lease. Thread-safe.
 */
final class Guests {

  /** Far from the numbers that a worker gives its own claims. */
  private static final long FIRST_CLAIM = 1L << 39;

  private final EngineParts parts;
  private final Supplier<Optional<Crew>> working;
  private final AtomicLong claims = new AtomicLong(FIRST_CLAIM);
  private Optional<Shift> own = Optional.empty();
  private int seated;
  private long left;

  Guests(EngineParts parts, Supplier<Optional<Crew>> working) {
    this.parts = parts;
    this.working = working;
  }

  /** A worker that may not retire before its guest left. */
  record Seat(Crew crew, Runnable leave) implements AutoCloseable {
    @Override
    public void close() {
      leave.run();
    }
  }

  /**
   * @throws StoreException if a worker can not be registered now
   */
  Seat take() {
    Optional<Crew> host = working.get();
    return host.isPresent() ? new Seat(host.get(), () -> {}) : takeOwn();
  }

  ClaimId claimBy(Crew crew) {
    return new ClaimId(crew.lease().worker(), claims.incrementAndGet());
  }

  private synchronized Seat takeOwn() {
    Shift shift = own.filter(s -> s.crew().lease().good()).orElseGet(this::register);
    own = Optional.of(shift);
    seated++;
    return new Seat(shift.crew(), this::leave);
  }

  private Shift register() {
    LineChoice none = ready -> Set.of();
    Shift shift = new Shift(new Crew(parts, none, 1, Optional.empty()), this::retireIfIdle);
    shift.registerForGuests();
    return shift;
  }

  private synchronized void leave() {
    seated--;
    left = parts.ticker().nanos();
  }

  /** Called at each renewal of the own worker. */
  private synchronized void retireIfIdle() {
    boolean idle = parts.ticker().nanos() - left >= parts.config().lease().toNanos();
    if (seated == 0 && idle && own.isPresent()) {
      Shift shift = own.get();
      own = Optional.empty();
      shift.close(Duration.ZERO);
    }
  }
}
