package dev.stint.application.engine.inline;

import dev.stint.application.engine.EngineParts;
import dev.stint.application.engine.LifecycleAssembly;
import dev.stint.application.engine.WorkerAssembly;
import dev.stint.application.engine.WorkerLifecycle;
import dev.stint.application.engine.claim.LineChoice;
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
public final class CallerThreadWorkers {

  /** Far from the numbers that a worker gives its own claims. */
  private static final long FIRST_CLAIM = 1L << 39;

  private final EngineParts parts;
  private final Supplier<Optional<WorkerAssembly>> working;
  private final AtomicLong claims = new AtomicLong(FIRST_CLAIM);
  private Optional<Own> own = Optional.empty();

  public CallerThreadWorkers(EngineParts parts, Supplier<Optional<WorkerAssembly>> working) {
    this.parts = parts;
    this.working = working;
  }

  /** A worker that may not retire before its guest left. */
  public record Seat(WorkerAssembly worker, Runnable leave) implements AutoCloseable {
    @Override
    public void close() {
      leave.run();
    }
  }

  /**
   * @throws StoreException if a worker cannot be registered now
   */
  public Seat take() {
    Optional<WorkerAssembly> host = working.get();
    return host.isPresent() ? new Seat(host.get(), () -> {}) : takeOwn();
  }

  public ClaimId claimBy(WorkerAssembly worker) {
    return new ClaimId(worker.lease.worker(), claims.incrementAndGet());
  }

  private synchronized Seat takeOwn() {
    if (own.filter(Own::works).isEmpty()) {
      own.ifPresent(o -> o.replaced = true);
      Own begun = new Own();
      begun.lifecycle.registerForGuests();
      own = Optional.of(begun);
    }
    return own.get().seat();
  }

  /** A worker for guests only, until it is idle for a lease or another took its place. */
  private final class Own {
    private final WorkerAssembly worker;
    private final WorkerLifecycle lifecycle;
    private int seated;
    private long left = parts.ticker().nanos();
    private boolean replaced;

    Own() {
      LineChoice none = ready -> Set.of();
      worker = new WorkerAssembly(parts, none, 1, Optional.empty());
      lifecycle = new LifecycleAssembly(worker, this::retireIfIdle).lifecycle;
    }

    boolean works() {
      return worker.lease.good() && worker.threads.broken().isEmpty();
    }

    Seat seat() {
      seated++;
      return new Seat(worker, this::leave);
    }

    private void leave() {
      synchronized (CallerThreadWorkers.this) {
        seated--;
        left = parts.ticker().nanos();
      }
    }

    /** Called at each renewal, by the thread that renews: there is none after it closed. */
    private void retireIfIdle() {
      if (idle()) {
        lifecycle.close(Duration.ZERO);
      }
    }

    private boolean idle() {
      synchronized (CallerThreadWorkers.this) {
        long lease = parts.config().lease().toNanos();
        boolean over = replaced || parts.ticker().nanos() - left >= lease;
        if (seated > 0 || !over) {
          return false;
        }
        own = own.filter(o -> o != this);
        return true;
      }
    }
  }
}
