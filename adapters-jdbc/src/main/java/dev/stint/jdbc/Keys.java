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
   * Locks keys in name order; answers those that are free, or held by a task named with them.
   *
   * @param held whether every key is there and nobody asks who holds it before it is given or
   *     forgotten: then it need not be written twice
   */
  Set<String> lock(Handle handle, SortedMap<String, Set<UUID>> freed, boolean held);

  /** Lets those of the tasks that are ready and do not hold their key wait for their turn. */
  void queueUp(Handle handle, Collection<UUID> tasks);

  /** Gives keys that are locked and free to their heads, {@code aside} left out; answers these. */
  Set<String> grant(Handle handle, Set<String> free, Set<UUID> aside);

  /** Forgets keys that are locked and free; leaves to deliver those that somebody waits for. */
  void tidy(Handle handle, Set<String> names, long now);
}
