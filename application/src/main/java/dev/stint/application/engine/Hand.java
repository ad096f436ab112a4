package dev.stint.application.engine;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.WriteKey;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Signal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What this worker holds, from claim to settlement, with the signals heard for it. Thread-safe. */
final class Hand {

  private final Map<TaskId, Boolean> held = new ConcurrentHashMap<>();
  private final Map<TaskId, Signal> signals = new ConcurrentHashMap<>();
  private volatile boolean suspect;

  void took(Collection<Claim> claims) {
    for (Claim claim : claims) {
      held.put(claim.key().task(), claim.run().suspect());
      suspect |= claim.run().suspect();
    }
  }

  void letGo(TaskId task) {
    Boolean wasSuspect = held.remove(task);
    if (Boolean.TRUE.equals(wasSuspect)) {
      suspect = held.containsValue(true);
    }
    if (!signals.isEmpty()) {
      signals.remove(task);
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
    return stored.stream().filter(key -> !held.containsKey(key.task())).toList();
  }

  void clear() {
    held.clear();
    signals.clear();
    suspect = false;
  }
}
