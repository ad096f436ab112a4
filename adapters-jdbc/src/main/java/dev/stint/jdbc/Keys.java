package dev.stint.jdbc;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimRequest;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What each database does its own way with serial keys. Whoever writes a key's holder has locked
 * the key first, and whoever locks keys has locked before what tasks it needs; a waiting task is
 * never waited for. So no two transactions wait in a ring. Thread-safe.
 */
interface Keys {

  /** Locks keys in name order; answers those that are free, or held by a task named with them. */
  Set<String> lock(Handle handle, SortedMap<String, Set<UUID>> freed);

  /**
   * Locks keys in name order, each of which was held by a task named with it, and gives them to
   * their heads; claims such heads as {@code successors}, where that saves something.
   */
  default HandedOn handOn(
      Handle handle, SortedMap<String, Set<UUID>> freed, ClaimRequest successors, long now) {
    Set<String> free = lock(handle, freed);
    Set<String> given = free.isEmpty() ? Set.of() : grant(handle, free, Set.of());
    return HandedOn.of(free, given);
  }

  /**
   * How many keys have a new holder, which of those locked are left free, and the new holders that
   * were claimed.
   */
  record HandedOn(int given, Set<String> left, List<Claim> successors) {

    static final HandedOn NOTHING = new HandedOn(0, Set.of(), List.of());

    static HandedOn of(Set<String> free, Set<String> given) {
      Set<String> left = new TreeSet<>(free);
      left.removeAll(given);
      return new HandedOn(given.size(), left, List.of());
    }
  }

  /** Lets those of the tasks that are ready and do not hold their key wait for their turn. */
  void queueUp(Handle handle, Collection<UUID> tasks);

  /** Gives keys that are locked and free to their heads, {@code aside} left out; answers these. */
  Set<String> grant(Handle handle, Set<String> free, Set<UUID> aside);

  /** Forgets keys that are locked and free; leaves to deliver those that somebody waits for. */
  void tidy(Handle handle, Set<String> names, long now);
}
