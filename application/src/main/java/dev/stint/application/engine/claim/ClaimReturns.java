package dev.stint.application.engine.claim;

import dev.stint.application.engine.base.Batches;
import dev.stint.application.engine.base.LoopErrors;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.RunStore;
import java.util.List;

/** Hands claims that nothing happened to back to the store. Thread-safe. */
public final class ClaimReturns {

  private final RunStore runs;
  private final HeldTasks heldTasks;
  private final LoopErrors errors;

  public ClaimReturns(RunStore runs, HeldTasks heldTasks, LoopErrors errors) {
    this.runs = runs;
    this.heldTasks = heldTasks;
    this.errors = errors;
  }

  /** Releases them; what does not land is for the reconciliation. */
  public void handBack(List<Claim> unstarted) {
    Batches.each(unstarted, this::release);
  }

  /** Holds it no longer, and says nothing to the store: the reconciliation releases it. */
  public void drop(Claim claim) {
    heldTasks.letGo(claim.key());
  }

  private void release(List<Claim> some) {
    try {
      runs.release(some.stream().map(c -> c.key().next()).toList());
    } catch (RuntimeException e) {
      errors.failed("release", e);
    }
    some.forEach(c -> heldTasks.letGo(c.key()));
  }
}
