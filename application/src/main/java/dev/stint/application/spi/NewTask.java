package dev.stint.application.spi;

import dev.stint.domain.Due;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Run;
import dev.stint.domain.task.TaskSpec;
import java.util.Optional;

/**
 * A task to store: what was requested, where it starts (PENDING or PAUSED) and when it is due.
 *
 * @param claimed the claim under which it is stored RUNNING in phase CLAIMED at once, with fence 1
 *     and sequence 0, as if it had been claimed from {@code run}: if it is due now, its worker is
 *     LIVE and its serial key is free; else it is stored as any other. {@link RunStore#claimed}
 *     tells which.
 * @param fresh whether its id was just made and this is the first time that a store is told of it:
 *     a store need not look whether a task of that id was there before
 */
public record NewTask(TaskSpec spec, Run run, Due due, Optional<ClaimId> claimed, boolean fresh) {

  public NewTask(TaskSpec spec, Run run, Due due) {
    this(spec, run, due, Optional.empty(), false);
  }

  /** How many bytes a store is sent with it, about. */
  public long bytes() {
    return (long) spec.arguments().size() + spec.plan().size() + spec.options().size();
  }

  /** The same, claimed by whoever stores it. */
  public NewTask claimedBy(ClaimId claim) {
    return new NewTask(spec, run, due, Optional.of(claim), fresh);
  }

  /** The same under another id. */
  public NewTask withId(TaskId id) {
    return with(spec.withId(id));
  }

  /** The same of another specification. */
  public NewTask with(TaskSpec other) {
    return new NewTask(other, run, due, claimed, fresh);
  }

  /** The same under an id that no store was told of. */
  public NewTask asFresh() {
    return new NewTask(spec, run, due, claimed, true);
  }
}
