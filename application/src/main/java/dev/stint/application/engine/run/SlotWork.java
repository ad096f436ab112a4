package dev.stint.application.engine.run;

import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.engine.base.StoreClock;
import dev.stint.application.engine.claim.Admission;
import dev.stint.application.engine.claim.ClaimReturns;
import dev.stint.application.engine.claim.Permits;
import dev.stint.application.engine.claim.SlotSupply;
import dev.stint.application.spi.Claim;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What happens to a claim in a slot, before its stint and after it. Thread-safe. */
public final class SlotWork {

  private final TaskExecutionFactory stints;
  private final Admission admission;
  private final ClaimReturns returns;
  private final Permits permits;
  private final SlotSupply supply;
  private final StoreClock clock;
  private final TaskObserver observer;

  public SlotWork(
      TaskExecutionFactory stints,
      Admission admission,
      ClaimReturns returns,
      Permits permits,
      SlotSupply supply,
      StoreClock clock,
      TaskObserver observer) {
    this.stints = stints;
    this.admission = admission;
    this.returns = returns;
    this.permits = permits;
    this.supply = supply;
    this.clock = clock;
    this.observer = observer;
  }

  /** Whether the claim may start; one that may not is handed back. */
  boolean admits(Claim claim) {
    if (admission.starts(claim)) {
      return true;
    }
    returns.handBack(List.of(claim));
    permits.ended(claim);
    return false;
  }

  /** The stint to work on; empty if there is none to be made of the claim. */
  Optional<TaskExecution> begin(Claim claim, Duration budget) {
    if (observer != TaskObserver.NONE) {
      Duration delay = Duration.between(claim.due(), clock.now());
      observer.began(claim.spec().line(), claim.spec().lane(), delay);
    }
    supply.began();
    return stints.of(claim, budget);
  }

  /** The claim could not be worked on; it is released when it is found that nothing runs it. */
  void drop(Claim claim) {
    returns.drop(claim);
  }

  /** A slot is free again, and with it what its task held. */
  void ended(Claim claim, long began, boolean reserved, boolean wasLost) {
    supply.took(clock.nanos() - began);
    if (permits.ended(claim) && reserved) {
      // The others wait for this permit, too, and a reserved slot may not start what they would.
      supply.wake(permits.waiting());
    }
    if (wasLost) {
      supply.back();
    }
  }

  /** A slot has nothing to do. */
  void idle(Thread slot, boolean reserved) {
    supply.idle(slot, reserved);
  }

  long now() {
    return clock.nanos();
  }
}
