package dev.stint.application.engine.claim;

import dev.stint.application.spi.Claim;
import dev.stint.domain.Fence;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.WriteKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What this worker holds, from claim to settlement, with the signals heard for it. Thread-safe. */
public final class HeldTasks {

  private final Map<TaskId, Held> held = new ConcurrentHashMap<>();
  private final Map<TaskId, Signal> signals = new ConcurrentHashMap<>();
  private final AtomicInteger suspects = new AtomicInteger();

  public void took(Collection<Claim> claims) {
    for (Claim claim : claims) {
      Held mine = new Held(claim.key().fence(), claim.run().suspect());
      Held before = held.put(claim.key().task(), mine);
      suspects.addAndGet(suspects(mine) - (before == null ? 0 : suspects(before)));
    }
  }

  private static int suspects(Held of) {
    return of.suspect ? 1 : 0;
  }

  /** Lets go of what was held by this fence: the same task may be here again by a greater one. */
  public void letGo(WriteKey key) {
    Held mine = held.get(key.task());
    if (mine == null || !mine.fence.equals(key.fence()) || !held.remove(key.task(), mine)) {
      return;
    }
    suspects.addAndGet(-suspects(mine));
    if (!signals.isEmpty()) {
      signals.remove(key.task());
    }
  }

  boolean holdsSuspect() {
    return suspects.get() > 0;
  }

  public int size() {
    return held.size();
  }

  public void heard(Map<TaskId, Signal> pending) {
    pending.forEach((task, signal) -> signals.put(task, signal));
  }

  public void heard(TaskId task, Signal signal) {
    if (signal != Signal.NONE) {
      signals.put(task, signal);
    }
  }

  public boolean signalled(TaskId task) {
    return !signals.isEmpty() && signals.containsKey(task);
  }

  /** Of what the store says is ours, that which this worker knows nothing of. */
  public List<WriteKey> unknown(Collection<WriteKey> stored) {
    return stored.stream().filter(key -> !holds(key)).toList();
  }

  /** Whether the task is here by this fence. */
  public boolean holds(WriteKey key) {
    Held mine = held.get(key.task());
    return mine != null && mine.fence.equals(key.fence());
  }

  public void clear() {
    held.forEach(
        (task, mine) -> {
          if (held.remove(task, mine)) {
            suspects.addAndGet(-suspects(mine));
          }
        });
    signals.clear();
  }

  private record Held(Fence fence, boolean suspect) {}
}
