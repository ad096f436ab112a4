package dev.stint.application.engine.claim;

import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** Whether a worker has anything left to do of what it took. Thread-safe. */
public final class Outstanding {

  private final HeldTasks heldTasks;
  private final LongSupplier unsettled;
  private final IntSupplier owed;

  /**
   * @param unsettled how many settlements are on their way to the store
   * @param owed how many wakes are owed to others
   */
  public Outstanding(HeldTasks heldTasks, LongSupplier unsettled, IntSupplier owed) {
    this.heldTasks = heldTasks;
    this.unsettled = unsettled;
    this.owed = owed;
  }

  /** Whether nothing is held, on its way to the store, or owed to others. */
  public boolean none() {
    return heldTasks.size() == 0 && unsettled.getAsLong() == 0 && owed.getAsInt() == 0;
  }
}
