package dev.stint.application.engine.claim;

/** How many tasks to claim before slots are free for them. Thread-safe. */
public final class ClaimAhead {

  private final SlotStates slots;
  private final HeldTasks heldTasks;
  private final Buffer buffer;
  private final RunTimeAverage pace;

  public ClaimAhead(SlotStates slots, HeldTasks heldTasks, Buffer buffer, RunTimeAverage pace) {
    this.slots = slots;
    this.heldTasks = heldTasks;
    this.buffer = buffer;
    this.pace = pace;
  }

  /** How many tasks to ask for. */
  int room() {
    // What comes after a suspect may be the next one, and only its end shows whether it may run.
    boolean oneByOne = slots.hasOneSlot() && heldTasks.holdsSuspect();
    if (oneByOne || heldTasks.full()) {
      return 0;
    }
    int idle = slots.idle();
    if (onlyForReserved()) {
      return idle;
    }
    int buffered = buffer.size();
    boolean soon = runsLow(buffered) || buffered < idle;
    return soon ? Math.max(0, Math.max(idle, ahead()) - buffered) : 0;
  }

  /** Slots get theirs however much is held: they are as many as the host chose. */
  private int ahead() {
    return heldTasks.heavy() ? 0 : pace.ahead();
  }

  /** Whether half of what may be claimed ahead, or more, is not. */
  private boolean runsLow(int buffered) {
    int ahead = ahead();
    return buffered < ahead && buffered <= ahead / 2;
  }

  /** Whether only the reserved slots have room: what is claimed for others would wait. */
  boolean onlyForReserved() {
    return slots.onlyReservedIdle() && !runsLow(buffer.size());
  }

  /** How many suspects to ask for: one if it would start soon and none is held. */
  int suspects(boolean onlyForReserved) {
    return startsSoon(onlyForReserved) && !heldTasks.holdsSuspect() ? 1 : 0;
  }

  /**
   * Whether a suspect would start at once or, going before all else that was claimed, within the
   * time ahead. Slots that are never idle would otherwise leave it behind all that is ready.
   */
  private boolean startsSoon(boolean onlyForReserved) {
    boolean atOnce = slots.idle() > 0 && slots.onlyReservedIdle() == onlyForReserved;
    return atOnce || (!onlyForReserved && pace.ahead() > 0);
  }

  /**
   * How many tasks to take along with a settlement: of quick ones only, which others could not run
   * sooner. Idle slots do not count: the fetcher claims for them already.
   */
  public int withSettlement() {
    return pace.quick() && !heldTasks.full() ? ahead() - buffer.size() : 0;
  }
}
