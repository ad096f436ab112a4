package dev.stint.application.engine.write;

import dev.stint.application.engine.base.ThreadSignal;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Tasks settled by this worker that owe others a wake, until it was given. Thread-safe. */
public final class PendingWakes {

  private final Queue<TaskId> targets = new ConcurrentLinkedQueue<>();
  private final AtomicInteger pending = new AtomicInteger();
  private final ThreadSignal maintenance;

  /**
   * @param chores the thread that delivers
   */
  public PendingWakes(ThreadSignal maintenance) {
    this.maintenance = maintenance;
  }

  public void add(TaskId target) {
    pending.incrementAndGet();
    targets.add(target);
    maintenance.wake();
  }

  public int pending() {
    return pending.get();
  }

  /**
   * Hands over what has gathered; kept for the next call if that fails for now, else the sweep of
   * owed waits is the net.
   */
  public void handOver(Consumer<List<TaskId>> to) {
    List<TaskId> gathered = new ArrayList<>();
    for (TaskId next = targets.poll(); next != null; next = targets.poll()) {
      gathered.add(next);
    }
    if (!gathered.isEmpty()) {
      boolean again = false;
      try {
        to.accept(gathered);
      } catch (StoreException e) {
        again = e.isTransient() || e.isDenied();
        throw e;
      } finally {
        if (again) {
          targets.addAll(gathered);
        } else {
          pending.addAndGet(-gathered.size());
        }
      }
    }
  }
}
