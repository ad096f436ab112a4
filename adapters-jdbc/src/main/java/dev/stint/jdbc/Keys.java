package dev.stint.jdbc;

import java.util.Collection;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What each database does its own way with serial keys. Whoever writes a key's holder has locked
 * the key first, and whoever locks keys has locked before what tasks it needs; a waiting task is
 * never waited for. So no two transactions wait in a ring. Thread-safe.
 */
interface Keys {

  /**
   * Locks keys in name order and frees those held by the tasks named with them; answers the free
   * ones.
   */
  Set<String> lock(Handle handle, SortedMap<String, Set<UUID>> freed);

  /** Lets those of the tasks that are ready and do not hold their key wait for their turn. */
  void queueUp(Handle handle, Collection<UUID> tasks);

  /**
   * Gives each of the keys that is free to its head, {@code aside} left out; answers these keys.
   */
  Set<String> grant(Handle handle, Set<String> free, Set<UUID> aside);

  /** Forgets keys that nobody holds. */
  void tidy(Handle handle, Set<String> names, long now);
}
