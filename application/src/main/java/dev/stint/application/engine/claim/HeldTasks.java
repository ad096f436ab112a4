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
import java.util.concurrent.atomic.AtomicLong;

/** What this worker holds, from claim to settlement, with the signals heard for it. Thread-safe. */
public final class HeldTasks {

  /** Of arguments and cursors. */
  static final long MOST_BYTES = 4 * Claims.MAX_BYTES;

  private final Map<TaskId, Held> held = new ConcurrentHashMap<>();
  private final Map<TaskId, Signal> signals = new ConcurrentHashMap<>();
  private final AtomicInteger suspects = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final int most;

  /**
   * @param most tasks to hold
   */
  public HeldTasks(int most) {
    this.most = most;
  }

  public void took(Collection<Claim> claims) {
    for (Claim claim : claims) {
      long size = claim.size();
      Held mine = new Held(claim.key().fence(), claim.run().suspect(), size);
      Held before = held.put(claim.key().task(), mine);
      suspects.addAndGet(suspects(mine) - (before == null ? 0 : suspects(before)));
      bytes.addAndGet(size - (before == null ? 0 : before.size));
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
    gone(mine);
    if (!signals.isEmpty()) {
      signals.remove(key.task());
    }
  }

  private void gone(Held mine) {
    suspects.addAndGet(-suspects(mine));
    bytes.addAndGet(-mine.size);
  }

  /** Whether nothing more is to be claimed until some of it is settled. */
  boolean full() {
    return held.size() >= most;
  }

  /** Whether what is held is so large that nothing more is to be claimed ahead. */
  boolean heavy() {
    return bytes.get() >= MOST_BYTES;
  }

  /** Whether so much was settled that a claim is worth its while again. */
  boolean hasRoom() {
    return held.size() <= most / 2;
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
            gone(mine);
          }
        });
    signals.clear();
  }

  private record Held(Fence fence, boolean suspect, long size) {}
}
