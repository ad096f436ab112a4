package dev.stint.domain.life;

/** Where a task stands; stored by name. {@link Lifecycle} says how it moves. */
public enum TaskStatus {
  /** Not yet claimed. */
  PENDING(Kind.CLAIMABLE),
  /** Waits for a task, a milestone, its turn in its serial key, or a build that can read it. */
  BLOCKED(Kind.HELD),
  /** Held by a person. */
  PAUSED(Kind.HELD),
  /** Claimed by a worker; see {@link Phase}. */
  RUNNING(Kind.HELD),
  /** Time was up; goes on at its checkpoint. */
  YIELDED(Kind.CLAIMABLE),
  /** An attempt failed; tried again at its due time. */
  RETRYING(Kind.CLAIMABLE),
  /** Ended before its end, with a reason; goes on. */
  INTERRUPTED(Kind.CLAIMABLE),
  SUCCEEDED(Kind.FINISHED),
  FAILED(Kind.FINISHED),
  CANCELLED(Kind.FINISHED),
  /** Absorbed by a later request of its coalesce key. */
  SUPERSEDED(Kind.FINISHED);

  private enum Kind {
    CLAIMABLE,
    HELD,
    FINISHED
  }

  private final Kind kind;

  TaskStatus(Kind kind) {
    this.kind = kind;
  }

  /** Whether a worker may claim it once it is due. */
  public boolean claimable() {
    return kind == Kind.CLAIMABLE;
  }

  /** Whether its life is over, restart aside. */
  public boolean finished() {
    return kind == Kind.FINISHED;
  }
}
