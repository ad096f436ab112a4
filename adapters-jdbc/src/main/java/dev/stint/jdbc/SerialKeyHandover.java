package dev.stint.jdbc;

import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.domain.WorkerId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The serial keys that a transaction has to look at once its tasks are written: who leaves which,
 * and who may have to wait. For one transaction, not thread-safe.
 */
final class SerialKeyHandover {

  private static final ClaimRequest NO_SUCCESSORS =
      new ClaimRequest(new ClaimId(new WorkerId(new UUID(0, 0)), 0), List.of(), List.of(), 0, 0, 0);

  private final Keys keys;
  private final ClaimRequest successors;
  private final SortedMap<String, Set<UUID>> freed = new TreeMap<>();
  private final Set<UUID> waiting = new HashSet<>();
  private final Set<UUID> aside = new HashSet<>();

  SerialKeyHandover(Keys keys) {
    this(keys, NO_SUCCESSORS);
  }

  /**
   * @param successors what to claim of the tasks that keys are handed to
   */
  SerialKeyHandover(Keys keys, ClaimRequest successors) {
    this.keys = keys;
    this.successors = successors;
  }

  /** The task, which is stored waiting, may be the next of its key. */
  void waits(String key) {
    freed.computeIfAbsent(key, k -> new TreeSet<>());
  }

  /** The task, which is stored ready, waits unless it holds its key. */
  void comes(UUID task, String key) {
    waits(key);
    waiting.add(task);
  }

  /** The task gives its key up, if it holds it. */
  void leaves(UUID task, String key) {
    freed.computeIfAbsent(key, k -> new TreeSet<>()).add(task);
  }

  /** The task gives its key up and waits for it again, if it is ready: behind all that wait. */
  void stepsAside(UUID task, String key) {
    leaves(task, key);
    waiting.add(task);
    aside.add(task);
  }

  Collection<String> names() {
    return freed.keySet();
  }

  /** Hands on what is free. Nothing is asked of the store if no key is named. */
  Keys.HandedOn settle(Handle handle, long now) {
    if (freed.isEmpty()) {
      return Keys.HandedOn.NOTHING;
    }
    Keys.HandedOn handed =
        onlyLeaves() ? keys.handOn(handle, freed, successors, now) : choose(handle);
    if (!handed.left().isEmpty()) {
      keys.tidy(handle, handed.left(), now);
    }
    return handed;
  }

  /** Whether every key was held by one that leaves it. */
  private boolean onlyLeaves() {
    return waiting.isEmpty() && freed.values().stream().noneMatch(Set::isEmpty);
  }

  private Keys.HandedOn choose(Handle handle) {
    Set<String> free = keys.lock(handle, freed);
    if (!waiting.isEmpty()) {
      keys.queueUp(handle, waiting);
    }
    Set<String> left = granted(handle, free, aside);
    if (!aside.isEmpty()) {
      left = granted(handle, left, Set.of());
    }
    return new Keys.HandedOn(free.size() - left.size(), left, List.of());
  }

  /** The keys that are still free then. */
  private Set<String> granted(Handle handle, Set<String> free, Set<UUID> without) {
    Set<String> left = new TreeSet<>(free);
    if (!left.isEmpty()) {
      left.removeAll(keys.grant(handle, free, without));
    }
    return left;
  }
}
