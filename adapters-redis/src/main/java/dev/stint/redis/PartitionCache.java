package dev.stint.redis;

import dev.stint.domain.SerialKey;
import dev.stint.domain.TaskId;
import dev.stint.domain.task.TaskSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * In which partition each task is: that of its serial key if it has one, else that of its id. A
 * task known by its id alone is looked for where its id says, unless it was seen elsewhere not long
 * ago. Thread-safe.
 */
final class PartitionCache {

  /** How many tasks seen in other partitions are remembered. */
  private static final int MOST = 50_000;

  private final Partitions partitions;
  private final Map<TaskId, Integer> elsewhere =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TaskId, Integer> eldest) {
          return size() > MOST;
        }
      };

  /** Whether any was ever seen elsewhere: who uses no serial keys pays for no look-up. */
  private volatile boolean any;

  PartitionCache(Partitions partitions) {
    this.partitions = partitions;
  }

  int of(TaskSpec spec) {
    return spec.serialKey().map(partitions::of).orElseGet(() -> partitions.of(spec.id()));
  }

  int of(SerialKey key) {
    return partitions.of(key);
  }

  int of(TaskId task) {
    int home = partitions.of(task);
    if (!any) {
      return home;
    }
    synchronized (elsewhere) {
      return elsewhere.getOrDefault(task, home);
    }
  }

  /** Remembers where a task was seen. */
  void saw(TaskId task, int partition) {
    if (partition == partitions.of(task)) {
      return;
    }
    synchronized (elsewhere) {
      elsewhere.put(task, partition);
    }
    any = true;
  }

  /** Remembers where a task with a serial key is. */
  void saw(TaskSpec spec) {
    if (spec.serialKey().isPresent()) {
      saw(spec.id(), of(spec));
    }
  }
}
