package dev.stint.application.engine;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.WriteKey;
import dev.stint.domain.Fence;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Signal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What this worker holds, from claim to settlement, with the signals heard for it. Thread-safe. */
final class Hand {

  private final Map<TaskId, Held> held = new ConcurrentHashMap<>();
  private final Map<TaskId, Signal> signals = new ConcurrentHashMap<>();
  private volatile boolean suspect;

  void took(Collection<Claim> claims) {
    for (Claim claim : claims) {
      held.put(claim.key().task(), new Held(claim.key().fence(), claim.run().suspect()));
      suspect |= claim.run().suspect();
    }
  }

  /** Lets go of what was held by this fence: the same task may be here again by a greater one. */
  void letGo(WriteKey key) {
    Held mine = held.get(key.task());
    if (mine == null || !mine.fence.equals(key.fence()) || !held.remove(key.task(), mine)) {
      return;
    }
    if (mine.suspect) {
      suspect = held.values().stream().anyMatch(Held::suspect);
    }
    if (!signals.isEmpty()) {
      signals.remove(key.task());
    }
  }

  boolean holdsSuspect() {
    return suspect;
  }

  int size() {
    return held.size();
  }

  void heard(Map<TaskId, Signal> pending) {
    pending.forEach((task, signal) -> signals.put(task, signal));
  }

  void heard(TaskId task, Signal signal) {
    if (signal != Signal.NONE) {
      signals.put(task, signal);
    }
  }

  boolean signalled(TaskId task) {
    return !signals.isEmpty() && signals.containsKey(task);
  }

  /** Of what the store says is ours, that which this worker knows nothing of. */
  List<WriteKey> unknown(Collection<WriteKey> stored) {
    return stored.stream().filter(key -> !holds(key)).toList();
  }

  /** Whether the task is here by this fence. */
  boolean holds(WriteKey key) {
    Held mine = held.get(key.task());
    return mine != null && mine.fence.equals(key.fence());
  }

  void clear() {
    held.clear();
    signals.clear();
    suspect = false;
  }

  private record Held(Fence fence, boolean suspect) {}
}
