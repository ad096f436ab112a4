package dev.stint.jdbc;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** One statement each, over arrays. */
record PostgresKeys(Statements sql) implements Keys {

  @Override
  public Set<String> lock(Handle handle, SortedMap<String, Set<UUID>> freed) {
    return handle
        .createQuery(sql.get("lock_keys"))
        .bindArray("names", String.class, freed.keySet())
        .bindArray("freed", UUID.class, tasks(freed))
        .mapTo(String.class)
        .set();
  }

  /** In one statement, which does not see who came while it waited for a lock: so once more. */
  @Override
  public HandedOn handOn(Handle handle, SortedMap<String, Set<UUID>> freed) {
    Set<String> free = new HashSet<>();
    Set<String> given = new HashSet<>();
    handle
        .createQuery(sql.get("hand_on"))
        .bindArray("names", String.class, freed.keySet())
        .bindArray("freed", UUID.class, tasks(freed))
        .map(
            (rs, c) ->
                rs.getBoolean("given")
                    ? given.add(rs.getString("name"))
                    : free.add(rs.getString("name")))
        .list();
    Set<String> late = free.isEmpty() ? Set.of() : grant(handle, free, Set.of());
    HandedOn rest = HandedOn.of(free, late);
    return new HandedOn(given.size() + rest.given(), rest.left());
  }

  private static List<UUID> tasks(SortedMap<String, Set<UUID>> freed) {
    return freed.values().stream().flatMap(Set::stream).toList();
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
