package dev.stint.jdbc;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** A few statements each, where one cannot write to two tables. */
record PlainKeys(Statements sql) implements Keys {

  private static final List<UUID> NOBODY = List.of(new UUID(0, 0));

  @Override
  public Set<String> lock(Handle handle, SortedMap<String, Set<UUID>> freed) {
    PreparedBatch batch = handle.prepareBatch(sql.get("lock_key"));
    freed.forEach(
        (name, tasks) -> {
          // A key that nobody frees is locked all the same.
          for (UUID task : tasks.isEmpty() ? NOBODY : tasks) {
            batch.bind("name", name).bind("freed", task).add();
          }
        });
    batch.execute();
    return handle
        .createQuery(sql.get("free_keys"))
        .bindList("names", List.copyOf(freed.keySet()))
        .map((rs, c) -> rs.getString("name"))
        .set();
  }

  @Override
  public void queueUp(Handle handle, Collection<UUID> tasks) {
    handle.createUpdate(sql.get("queue_up")).bindList("ids", List.copyOf(tasks)).execute();
  }

  @Override
  public Set<String> grant(Handle handle, Set<String> free, Set<UUID> aside) {
    Map<String, UUID> heads = heads(handle, free, aside);
    if (heads.isEmpty()) {
      return Set.of();
    }
    List<UUID> locked =
        handle
            .createQuery(sql.get("lock_heads"))
            .bindList("ids", List.copyOf(heads.values()))
            .map((rs, c) -> Row.uuid(rs, "id"))
            .list();
    heads.values().retainAll(new HashSet<>(locked));
    if (!heads.isEmpty()) {
      PreparedBatch batch = handle.prepareBatch(sql.get("hold_key"));
      heads.forEach((name, task) -> batch.bind("name", name).bind("holder", task).add());
      batch.execute();
      handle.createUpdate(sql.get("grant_these")).bindList("ids", locked).execute();
    }
    return heads.keySet();
  }

  private Map<String, UUID> heads(Handle handle, Set<String> free, Set<UUID> aside) {
    Map<String, UUID> heads = new LinkedHashMap<>();
    handle
        .createQuery(sql.get("heads"))
        .bindList("names", List.copyOf(free))
        .bindList("aside", aside.isEmpty() ? NOBODY : List.copyOf(aside))
        .map((rs, c) -> new Head(rs.getString("name"), Optional.ofNullable(rs.getString("head"))))
        .forEach(h -> h.task.ifPresent(task -> heads.put(h.name, UUID.fromString(task))));
    return heads;
  }

  /** A key and who goes next, if anybody does. */
  private record Head(String name, Optional<String> task) {}

  @Override
  public void tidy(Handle handle, Set<String> names, long now) {
    PreparedBatch batch = handle.prepareBatch(sql.get("ask_turn"));
    handle
        .createQuery(sql.get("passed_over"))
        .bindList("names", List.copyOf(names))
        .map((rs, c) -> Map.entry(rs.getString("name"), Row.uuid(rs, "task")))
        .forEach(
            e -> batch.bind("task", e.getValue()).bind("name", e.getKey()).bind("now", now).add());
    if (batch.size() > 0) {
      batch.execute();
    }
    handle.createUpdate(sql.get("drop_free_keys")).bindList("names", List.copyOf(names)).execute();
  }
}
