package dev.stint.domain.life;

import static dev.stint.domain.life.TaskEvent.BLOCK;
import static dev.stint.domain.life.TaskStatus.BLOCKED;
import static dev.stint.domain.life.TaskStatus.PENDING;
import static dev.stint.domain.life.TaskStatus.YIELDED;

import dev.stint.domain.Due;
import java.time.Instant;
import java.util.Optional;

/** What becomes of a claimed task that cannot begin, or whose wait is over. Pure. */
public final class Waiting {

  private static final Instant UNTIL_LOOKED_AT = Instant.parse("9999-01-01T00:00:00Z");

  private Waiting() {}

  /**
   * A new task that waits: a worker looks as soon as it is due, and knows then until when it may
   * wait.
   */
  public static Run first(Await await) {
    return Steering.blocked(Run.NEW, Block.on(await, UNTIL_LOOKED_AT));
  }

  /** Goes on waiting as before. */
  public static Outcome waitOn(Run run, Block wait) {
    Run next = run.change().by(BLOCK, BLOCKED).blocked(Optional.of(wait)).done();
    return Outcome.of(next, Due.at(wait.until().orElseThrow()));
  }

  /** Waits before it begins; {@code before} is how it was claimed, and how it goes on. */
  public static Outcome waitBefore(Run run, TaskStatus before, Block wait) {
    Optional<TaskStatus> back = Optional.of(before == BLOCKED ? PENDING : before);
    Run next = run.change().by(BLOCK, BLOCKED).heldFrom(back).blocked(Optional.of(wait)).done();
    return Outcome.of(next, Due.at(wait.until().orElseThrow()));
  }

  /** What it waited for came: it goes on, in the same stint. */
  public static Run waited(Run run) {
    return run.change().heldFrom(Optional.empty()).blocked(Optional.empty()).done();
  }

  /** Parks what this build cannot read, at no attempt; {@code before} is how it was claimed. */
  public static Outcome unreadable(Run run, TaskStatus before, Failure why) {
    Optional<TaskStatus> back =
        before == BLOCKED ? run.heldFrom().or(() -> Optional.of(YIELDED)) : Optional.of(before);
    Block parked =
        run.blocked().map(b -> b.beneath(BlockReason.UNREADABLE)).orElse(Block.UNREADABLE);
    Run next =
        run.change()
            .by(BLOCK, BLOCKED)
            .heldFrom(back)
            .blocked(Optional.of(parked))
            .failure(Optional.of(why))
            .done();
    return Outcome.of(next, Due.UNCHANGED);
  }
}
