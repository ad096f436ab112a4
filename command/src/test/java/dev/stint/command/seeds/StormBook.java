package dev.stint.command.seeds;

import dev.stint.domain.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What happened to each task while people steered at random, by the monotonic clock of the one
 * process that did all of it; and what was wrong at once. Thread-safe.
 */
final class StormBook {

  /** What may matter to whether a task may begin, and to how it ended. */
  enum What {
    BEGAN,
    DONE,
    /** Somebody asked for, or was answered, what lets it begin. */
    FREED,
    /** It was answered that it will not begin until it is freed. */
    STOPPED
  }

  /**
   * @param from when it was asked for
   */
  private record Entry(What what, long from, long at) {}

  private final Map<TaskId, Queue<Entry>> entries = new ConcurrentHashMap<>();
  private final Set<TaskId> stored = ConcurrentHashMap.newKeySet();
  private final Set<TaskId> removed = ConcurrentHashMap.newKeySet();
  private final Set<TaskId> unknown = ConcurrentHashMap.newKeySet();
  private final Map<String, AtomicInteger> now = new ConcurrentHashMap<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

  void store(TaskId task) {
    stored.add(task);
  }

  void remove(TaskId task) {
    removed.add(task);
  }

  void note(TaskId task, What what, long from) {
    entries
        .computeIfAbsent(task, t -> new ConcurrentLinkedQueue<>())
        .add(new Entry(what, from, System.nanoTime()));
  }

  void wrong(String words) {
    wrong.add(words);
  }

  /** A run begins; it is wrong if as many as are allowed at once are under way already. */
  void enter(String what, int most) {
    int others = now.computeIfAbsent(what, w -> new AtomicInteger()).getAndIncrement();
    if (others >= most) {
      wrong("%s: %d at once, of at most %d".formatted(what, others + 1, most));
    }
  }

  void leave(String what) {
    now.get(what).decrementAndGet();
  }

  /** Every task that is in the store and was not removed. */
  List<TaskId> known() {
    return stored.stream().filter(task -> !removed.contains(task)).toList();
  }

  /** It was said that there is no such task, which is true of one that was removed. */
  void unknown(TaskId task) {
    unknown.add(task);
  }

  boolean did(TaskId task) {
    return of(task).stream().anyMatch(entry -> entry.what == What.DONE);
  }

  private List<Entry> of(TaskId task) {
    return new ArrayList<>(entries.getOrDefault(task, new ConcurrentLinkedQueue<>()));
  }

  /** What was wrong, with each task that began although it was stopped. */
  List<String> faults() {
    stored.stream()
        .filter(this::beganThoughStopped)
        .forEach(task -> wrong("%s began though it was stopped: %s".formatted(task, of(task))));
    unknown.stream()
        .filter(task -> !removed.contains(task))
        .forEach(task -> wrong(task + " was said not to be there: " + of(task)));
    return List.copyOf(wrong);
  }

  private boolean beganThoughStopped(TaskId task) {
    List<Entry> all = of(task);
    return all.stream()
        .filter(stop -> stop.what == What.STOPPED)
        .filter(stop -> all.stream().noneMatch(e -> e.what == What.FREED && e.at >= stop.from))
        .anyMatch(stop -> all.stream().anyMatch(e -> e.what == What.BEGAN && e.at > stop.at));
  }
}
