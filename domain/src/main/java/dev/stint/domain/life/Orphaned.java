package dev.stint.domain.life;

import dev.stint.domain.TaskTypeName;
import java.time.Instant;
import java.util.Optional;

/** What becomes of a task whose handler is nowhere: set apart, and saying so itself. Pure. */
public final class Orphaned {

  private static final String KIND = "unknown type";

  private Orphaned() {}

  /**
   * Says why nobody runs it.
   *
   * @param seen when a worker that knows the type was last at work, if any ever was
   */
  public static Failure failure(TaskTypeName type, Optional<Instant> seen) {
    return Failure.permanent(
        KIND,
        "no worker has known the task type %s%s; the task goes on once one does"
            .formatted(type, seen.map(at -> " since " + at).orElse(" so far")));
  }

  /** Sets the task apart; {@link Steering#unblock} returns it to where it stood. */
  public static Optional<Outcome> park(Run run, Failure why) {
    Block parked =
        run.blocked().map(b -> b.beneath(BlockReason.UNREADABLE)).orElse(Block.UNREADABLE);
    return run.claimable()
        ? Steering.block(run, parked)
            .map(o -> Outcome.of(o.run().change().failure(Optional.of(why)).done(), o.due()))
        : Optional.empty();
  }

  /** Whether this is the failure of a task that was set apart. */
  public static boolean is(Failure failure) {
    return failure.kind().equals(KIND);
  }
}
