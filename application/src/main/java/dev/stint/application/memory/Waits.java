package dev.stint.application.memory;

import dev.stint.domain.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Who waits for whom, and since when a target owes. Guarded by its ledger. */
final class Waits {

  private final Map<TaskId, Set<TaskId>> waiters = new LinkedHashMap<>();
  private final Map<TaskId, Instant> owedSince = new LinkedHashMap<>();

  void register(TaskId target, TaskId waiter) {
    waiters.computeIfAbsent(target, t -> new LinkedHashSet<>()).add(waiter);
  }

  /** Whether the target has waiters, whom it owes from now on. */
  boolean owe(TaskId target, Instant now) {
    boolean owes = waiters.containsKey(target);
    if (owes) {
      owedSince.putIfAbsent(target, now);
    }
    return owes;
  }

  boolean owes(TaskId target) {
    return owedSince.containsKey(target);
  }

  List<TaskId> waiters(TaskId target) {
    return new ArrayList<>(waiters.getOrDefault(target, Set.of()));
  }

  Stream<TaskId> owingWakes(Instant since) {
    return List.copyOf(owedSince.entrySet()).stream()
        .filter(e -> !e.getValue().isAfter(since))
        .map(Map.Entry::getKey);
  }

  void clear(TaskId target, TaskId waiter) {
    Set<TaskId> left = waiters.get(target);
    if (left != null && left.remove(waiter) && left.isEmpty()) {
      waiters.remove(target);
      owedSince.remove(target);
    }
  }
}
