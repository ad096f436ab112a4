package dev.stint.jdbc;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** One statement each, over arrays. */
record PostgresKeys(Statements sql) implements Keys {

  @Override
  public Set<String> lock(Handle handle, SortedMap<String, Set<UUID>> freed, boolean held) {
    List<UUID> tasks = freed.values().stream().flatMap(Set::stream).toList();
    return handle
        .createQuery(sql.get(held ? "lock_held_keys" : "lock_keys"))
        .bindArray("names", String.class, freed.keySet())
        .bindArray("freed", UUID.class, tasks)
        .mapTo(String.class)
        .set();
  }

  @Override
  public void queueUp(Handle handle, Collection<UUID> tasks) {
    handle.createUpdate(sql.get("queue_up")).bindArray("ids", UUID.class, tasks).execute();
  }

  @Override
  public Set<String> grant(Handle handle, Set<String> free, Set<UUID> aside) {
    return handle
        .createQuery(sql.get("grant"))
        .bindArray("names", String.class, free)
        .bindArray("aside", UUID.class, aside)
        .mapTo(String.class)
        .set();
  }

  @Override
  public void tidy(Handle handle, Set<String> names, long now) {
    handle
        .createUpdate(sql.get("tidy_keys"))
        .bindArray("names", String.class, names)
        .bind("now", now)
        .execute();
  }
}
