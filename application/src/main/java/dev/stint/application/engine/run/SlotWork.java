package dev.stint.application.engine.run;

import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.engine.base.StoreClock;
import dev.stint.application.engine.claim.Admission;
import dev.stint.application.engine.claim.Buffer;
import dev.stint.application.engine.claim.ClaimReturns;
import dev.stint.application.engine.claim.FetchSignals;
import dev.stint.application.engine.claim.HeldTasks;
import dev.stint.application.engine.claim.Permits;
import dev.stint.application.engine.claim.RunTimeAverage;
import dev.stint.application.engine.claim.SlotStates;
import dev.stint.application.spi.Claim;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What happens to a claim in a slot, before its stint and after it. Thread-safe. */
public final class SlotWork {

  private final TaskExecutionFactory stints;
  private final Admission admission;
  private final ClaimReturns returns;
  private final HeldTasks heldTasks;
  private final Buffer buffer;
  private final Permits permits;
  private final RunTimeAverage pace;
  private final SlotStates slots;
  private final FetchSignals fetcher;
  private final StoreClock clock;
  private final TaskObserver observer;

  public SlotWork(
      TaskExecutionFactory stints,
      Admission admission,
      ClaimReturns returns,
      HeldTasks heldTasks,
      Buffer buffer,
      Permits permits,
      RunTimeAverage pace,
      SlotStates slots,
      FetchSignals fetcher,
      StoreClock clock,
      TaskObserver observer) {
    this.stints = stints;
    this.admission = admission;
    this.returns = returns;
    this.heldTasks = heldTasks;
    this.buffer = buffer;
    this.permits = permits;
    this.pace = pace;
    this.slots = slots;
    this.fetcher = fetcher;
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
    if (buffer.size() <= pace.ahead() / 2) {
      fetcher.runningLow();
    }
    return stints.of(claim, budget);
  }

  /** The claim could not be worked on; it is released when it is found that nothing runs it. */
  void drop(Claim claim) {
    heldTasks.letGo(claim.key());
  }

  /** A slot is free again, and with it what its task held. */
  void ended(Claim claim, long began, boolean reserved, boolean wasLost) {
    pace.took(clock.nanos() - began);
    if (permits.ended(claim) && reserved) {
      // The others wait for this permit, too, and a reserved slot may not start what they would.
      slots.wake(permits.waiting());
    }
    if (wasLost) {
      fetcher.hint();
    }
  }

  /** A slot has nothing to do. */
  void idle(Thread slot, boolean reserved) {
    slots.idle(slot, reserved);
    fetcher.runningLow();
  }

  long now() {
    return clock.nanos();
  }
}
