package dev.stint.application.engine;

import dev.stint.application.engine.base.Interrupts;
import dev.stint.application.engine.base.StoreClock;
import dev.stint.application.engine.claim.Intake;
import dev.stint.application.engine.claim.Outstanding;
import dev.stint.domain.Bounds;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits until a worker has nothing left to do of what it took. Thread-safe. */
final class Emptying {

  private static final long LOOK = 2_000_000;

  private final Outstanding outstanding;
  private final Intake intake;
  private final StoreClock clock;

  Emptying(Outstanding outstanding, Intake intake, StoreClock clock) {
    this.outstanding = outstanding;
    this.intake = intake;
    this.clock = clock;
  }

  boolean done() {
    return outstanding.none();
  }

  /** Hands back what nobody begins, and waits for the rest; answers whether nothing is left. */
  boolean handBack(BooleanSupplier enough, Duration atMost) {
    await(
        () -> {
          intake.handBackUnstarted();
          return done() || enough.getAsBoolean();
        },
        atMost);
    return done();
  }

  /** Looks again and again, by the worker's clock. */
  void await(BooleanSupplier enough, Duration atMost) {
    long end = clock.nanos() + Bounds.nanos(atMost);
    while (!enough.getAsBoolean() && clock.nanos() - end < 0) {
      Interrupts.park(this, LOOK);
    }
  }

  /** The same without an end. */
  void await(BooleanSupplier enough) {
    while (!enough.getAsBoolean()) {
      Interrupts.park(this, LOOK);
    }
  }
}
