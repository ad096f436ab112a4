package dev.stint.application.engine;

import dev.stint.application.engine.base.Lease;
import dev.stint.application.engine.base.LoopErrors;
import dev.stint.application.engine.claim.Permits;

/** A worker's entry in the store. Thread-safe. */
final class Registration {

  private final Lease lease;
  private final Permits permits;
  private final LoopErrors errors;
  private volatile boolean registered;

  Registration(Lease lease, Permits permits, LoopErrors errors) {
    this.lease = lease;
    this.permits = permits;
    this.errors = errors;
  }

  /** Registers; a store that is away is the caller's to hear of. */
  void register() {
    lease.register();
    registered = true;
  }

  boolean registered() {
    return registered;
  }

  /** Gives everything back. */
  void retire() {
    permits.close(lease.worker());
    try {
      lease.retire();
    } catch (RuntimeException e) {
      errors.failed("retire", e);
    }
  }
}
