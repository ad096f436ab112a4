package dev.stint.application.engine.claim;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Which slots of a worker rest, and how many are lost to actions that do not return. Thread-safe.
 */
public final class SlotStates {

  private final Buffer buffer;
  private final int slots;
  private final Queue<Thread> resting = new ConcurrentLinkedQueue<>();
  private final Queue<Thread> restingReserved = new ConcurrentLinkedQueue<>();
  private final AtomicInteger idle = new AtomicInteger();
  private final AtomicInteger idleReserved = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();

  /**
   * @param buffer what waits for them
   */
  public SlotStates(Buffer buffer, int slots) {
    this.buffer = buffer;
    this.slots = slots;
  }

  public void idle(Thread slot, boolean reserved) {
    idle.incrementAndGet();
    if (reserved) {
      idleReserved.incrementAndGet();
    }
    queue(reserved).add(slot);
  }

  private Queue<Thread> queue(boolean reserved) {
    return reserved ? restingReserved : resting;
  }

  public void busy(Thread slot, boolean reserved) {
    queue(reserved).remove(slot);
    idle.decrementAndGet();
    if (reserved) {
      idleReserved.decrementAndGet();
    }
  }

  public int idle() {
    return idle.get();
  }

  /** Whether this worker has a single slot. */
  boolean hasOneSlot() {
    return slots == 1;
  }

  boolean onlyReservedIdle() {
    int reserved = idleReserved.get();
    return reserved > 0 && idle.get() <= reserved;
  }

  /** One more slot is lost, or one is back. */
  public void lost(boolean more) {
    lost.addAndGet(more ? 1 : -1);
  }

  public int lost() {
    return lost.get();
  }

  /** Whether fewer than a quarter of the slots are lost to actions that do not return. */
  public boolean enough() {
    int now = lost.get();
    return now == 0 || now * 4 < slots;
  }

  /** Wakes a slot for each task that was put before them, and no more: waking costs. */
  public void wake(int tasks) {
    wake(resting, tasks);
    if (buffer.hasInteractive()) {
      wake(restingReserved, tasks);
    }
  }

  /** Takes whom it wakes off the queue, lest the next call counts on the same slot. */
  private static void wake(Queue<Thread> from, int tasks) {
    for (int i = 0; i < tasks; i++) {
      Thread slot = from.poll();
      if (slot == null) {
        return;
      }
      LockSupport.unpark(slot);
    }
  }
}
