package dev.stint.application.memory;

import dev.stint.application.spi.WaitStore.Wait;
import dev.stint.domain.Fence;
import dev.stint.domain.TaskId;
import dev.stint.domain.store.WaitNumber;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Who waits for whom, and since when a target owes. Guarded by its ledger. */
final class Waits {

  private final Map<TaskId, Map<TaskId, Fence>> waiters = new LinkedHashMap<>();
  private final Map<TaskId, Instant> owedSince = new LinkedHashMap<>();

  void register(Wait wait) {
    waiters
        .computeIfAbsent(wait.target(), t -> new LinkedHashMap<>())
        .merge(wait.waiter(), wait.fence(), WaitNumber::registered);
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

  List<Wait> of(TaskId target) {
    return waiters.getOrDefault(target, Map.of()).entrySet().stream()
        .map(e -> new Wait(target, e.getKey(), e.getValue()))
        .toList();
  }

  Stream<TaskId> owingWakes(Instant since) {
    return List.copyOf(owedSince.entrySet()).stream()
        .filter(e -> !e.getValue().isAfter(since))
        .map(Map.Entry::getKey);
  }

  void clear(Wait wait) {
    Map<TaskId, Fence> left = waiters.getOrDefault(wait.target(), new LinkedHashMap<>());
    left.computeIfPresent(
        wait.waiter(), (w, stored) -> WaitNumber.clears(stored, wait.fence()) ? null : stored);
    if (left.isEmpty()) {
      waiters.remove(wait.target());
      owedSince.remove(wait.target());
    }
  }
}
