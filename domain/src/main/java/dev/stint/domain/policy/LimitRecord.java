package dev.stint.domain.policy;

import dev.stint.domain.WorkerId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The record of one limit: how many of its permits each worker holds, and who wants some and found
 * none. Immutable; the sum of what is held never grows beyond the limit by any method here.
 */
public record LimitRecord(Map<WorkerId, Integer> held, Set<WorkerId> wanting) {

  public static final LimitRecord NONE = new LimitRecord(Map.of(), Set.of());

  public LimitRecord {
    held = Map.copyOf(held);
    wanting = Set.copyOf(wanting);
  }

  public int heldBy(WorkerId worker) {
    return held.getOrDefault(worker, 0);
  }

  public int sum() {
    return held.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** What each of those who hold or want permits may keep while others want some; at least 1. */
  public int share(int permits) {
    Set<WorkerId> all = new TreeSet<>(byId());
    all.addAll(held.keySet());
    all.addAll(wanting);
    return Math.max(1, permits / Math.max(1, all.size()));
  }

  /**
   * What the worker gets of what it wants to hold in all: what is free, but no more than its share
   * while others want some. Who gets none is written down as wanting.
   */
  public LimitRecord want(WorkerId worker, int wanted, int permits) {
    LimitRecord noted = with(worker, heldBy(worker), true);
    boolean others = noted.wanting.size() > 1;
    int most = others ? Math.min(wanted, noted.share(permits)) : wanted;
    int free = Math.max(0, permits - sum());
    int now = Math.max(heldBy(worker), Math.min(most, heldBy(worker) + free));
    return with(worker, now, now == 0 || now < Math.min(wanted, noted.share(permits)));
  }

  /** Keeps only this many; never more than it holds. */
  public LimitRecord keep(WorkerId worker, int kept) {
    return with(worker, Math.min(heldBy(worker), kept), false);
  }

  /** Whether somebody else found none, or less than a share. */
  public boolean othersWant(WorkerId worker) {
    return wanting.stream().anyMatch(w -> !w.equals(worker));
  }

  /** What is left when only these workers live. */
  public LimitRecord only(Collection<WorkerId> live) {
    Map<WorkerId, Integer> left = new TreeMap<>(byId());
    held.forEach(
        (worker, permits) -> {
          if (live.contains(worker)) {
            left.put(worker, permits);
          }
        });
    return new LimitRecord(
        left, wanting.stream().filter(live::contains).collect(Collectors.toUnmodifiableSet()));
  }

  private LimitRecord with(WorkerId worker, int permits, boolean wants) {
    Map<WorkerId, Integer> changed = new TreeMap<>(byId());
    changed.putAll(held);
    changed.remove(worker);
    if (permits > 0) {
      changed.put(worker, permits);
    }
    Set<WorkerId> waiting = new TreeSet<>(byId());
    waiting.addAll(wanting);
    waiting.remove(worker);
    if (wants) {
      waiting.add(worker);
    }
    return new LimitRecord(changed, waiting);
  }

  private static java.util.Comparator<WorkerId> byId() {
    return java.util.Comparator.comparing(WorkerId::value);
  }

  /**
   * As it is stored: {@code worker=permits} for each that holds some, {@code worker?} for wants.
   */
  public String text() {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(byValue()).forEach((id, n) -> text.append(id).append('=').append(n).append(' '));
    wanting.stream()
        .map(w -> w.value().toString())
        .sorted()
        .forEach(w -> text.append(w).append("? "));
    return text.toString().strip();
  }

  private Map<String, Integer> byValue() {
    return held.entrySet().stream()
        .collect(Collectors.toMap(e -> e.getKey().value().toString(), Map.Entry::getValue));
  }

  /**
   * Reads {@link #text}.
   *
   * @throws IllegalArgumentException if it is not such a text
   */
  public static LimitRecord of(String text) {
    Map<WorkerId, Integer> held = new TreeMap<>(byId());
    Set<WorkerId> wanting = new TreeSet<>(byId());
    for (String word : text.isBlank() ? new String[0] : text.strip().split(" ")) {
      if (word.endsWith("?")) {
        wanting.add(worker(word.substring(0, word.length() - 1)));
      } else {
        String[] parts = word.split("=", 2);
        held.put(worker(parts[0]), Integer.parseInt(parts.length == 2 ? parts[1] : ""));
      }
    }
    return new LimitRecord(held, wanting);
  }

  private static WorkerId worker(String id) {
    return new WorkerId(UUID.fromString(id));
  }
}
