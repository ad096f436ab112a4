package dev.stint.application.engine.claim;

import dev.stint.application.spi.Claim;
import dev.stint.domain.WorkerId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was claimed, on its way to the slots, or back to the store. Thread-safe. */
public final class Intake {

  private final HeldTasks heldTasks;
  private final Buffer buffer;
  private final Permits permits;
  private final SlotStates slots;
  private final FetchSignals fetcher;
  private final Admission admission;
  private final ClaimReturns returns;

  public Intake(
      HeldTasks heldTasks,
      Buffer buffer,
      Permits permits,
      SlotStates slots,
      FetchSignals fetcher,
      Admission admission,
      ClaimReturns returns) {
    this.heldTasks = heldTasks;
    this.buffer = buffer;
    this.permits = permits;
    this.slots = slots;
    this.fetcher = fetcher;
    this.admission = admission;
    this.returns = returns;
  }

  /** The next task for a slot, or null; one that is limited only with its permits. */
  public @Nullable Claim next(boolean reserved) {
    Claim aside = permits.next(reserved);
    if (aside != null) {
      if (permits.low(aside.spec().line())) {
        fetcher.limitedLow();
      }
      return aside;
    }
    for (Claim claim = buffer.poll(reserved); claim != null; claim = buffer.poll(reserved)) {
      if (permits.starts(claim)) {
        return claim;
      }
    }
    return null;
  }

  /** Whether there is something for a slot of this kind. */
  public boolean holds(boolean reserved) {
    return buffer.holds(reserved);
  }

  /** What was claimed and not begun, taken from before the slots. */
  public List<Claim> unstarted() {
    List<Claim> left = buffer.drain();
    left.addAll(permits.drain());
    return left;
  }

  /** Puts what was claimed before the slots; hands it back if the right to it may be over. */
  public void received(List<Claim> claimed, WorkerId by) {
    if (claimed.isEmpty()) {
      return;
    }
    heldTasks.took(claimed);
    if (!admission.receives(by)) {
      returns.handBack(claimed);
      return;
    }
    for (Claim claim : claimed) {
      heldTasks.heard(claim.key().task(), claim.signal());
    }
    buffer.add(claimed);
    slots.wake(claimed.size());
  }

  /** Takes what nobody began from before the slots and hands it back. */
  public void handBackUnstarted() {
    returns.handBack(unstarted());
  }
}
