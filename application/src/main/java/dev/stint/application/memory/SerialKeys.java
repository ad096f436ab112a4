package dev.stint.application.memory;

import dev.stint.domain.SerialKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Who holds each serial key, and who waits for it. Guarded by its ledger. */
final class SerialKeys {

  private static final Comparator<StoredTask> ORDER =
      Comparator.<StoredTask, Integer>comparing(c -> c.priority, Comparator.reverseOrder())
          .thenComparing(c -> c.arrival);

  private final Map<SerialKey, StoredTask> holders = new HashMap<>();
  private final Map<SerialKey, NavigableSet<StoredTask>> queues = new HashMap<>();

  /** Whether the task holds its key, taking it if it is free and nobody waits. */
  boolean takes(StoredTask cell) {
    SerialKey key = cell.spec.serialKey().orElseThrow();
    if (holders.get(key) == cell) {
      return true;
    }
    boolean free = !holders.containsKey(key) && !queues.containsKey(key);
    if (free) {
      holders.put(key, cell);
    }
    return free;
  }

  Optional<StoredTask> holder(SerialKey key) {
    return Optional.ofNullable(holders.get(key));
  }

  void queue(StoredTask cell) {
    queues
        .computeIfAbsent(cell.spec.serialKey().orElseThrow(), k -> new TreeSet<>(ORDER))
        .add(cell);
  }

  void unqueue(StoredTask cell) {
    SerialKey key = cell.spec.serialKey().orElseThrow();
    NavigableSet<StoredTask> queue = queues.get(key);
    if (queue != null && queue.remove(cell) && queue.isEmpty()) {
      queues.remove(key);
    }
  }

  /** Frees the key if this task holds it; answers the task that holds it now instead. */
  Optional<StoredTask> pass(StoredTask cell) {
    SerialKey key = cell.spec.serialKey().orElseThrow();
    if (holders.get(key) != cell) {
      return Optional.empty();
    }
    holders.remove(key);
    NavigableSet<StoredTask> queue = queues.get(key);
    if (queue == null) {
      return Optional.empty();
    }
    StoredTask head = queue.first();
    unqueue(head);
    holders.put(key, head);
    return Optional.of(head);
  }
}
