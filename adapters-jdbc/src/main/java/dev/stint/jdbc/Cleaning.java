package dev.stint.jdbc;

import dev.stint.application.spi.SteerStore;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Removes finished tasks whose time has come, oldest first. */
final class Cleaning {

  private final Database database;
  private final Statements sql;

  Cleaning(Database database) {
    this.database = database;
    this.sql = database.statements();
  }

  /** A finished task that goes. */
  private record Going(UUID id, Optional<String> key) {}

  int clean(SteerStore.Sweep sweep) {
    return database.change(
        handle -> {
          List<Going> going = going(handle, sweep);
          if (!sweep.dryRun()) {
            going.forEach(g -> drop(handle, g, sweep.historyOnly()));
          }
          return going.size();
        });
  }

  private List<Going> going(Handle handle, SteerStore.Sweep sweep) {
    long now = database.clock().micros();
    Query query =
        handle
            .createQuery(sql.get("going"))
            .bind("now", now)
            .bind("aged", sweep.age().isPresent() ? 1 : 0)
            .bind("before", now - sweep.age().map(Settling::micros).orElse(0L))
            .bind("types", listed(sweep.types()))
            .bind("statuses", listed(sweep.statuses()))
            .bind("historyOnly", sweep.historyOnly() ? 1 : 0)
            .bind("limit", sweep.limit());
    return query
        .map(
            (rs, c) -> new Going(Row.uuid(rs, "id"), Optional.ofNullable(rs.getString("key_name"))))
        .list();
  }

  /** Names between line feeds, which no name holds; empty for every one. */
  private static String listed(java.util.Set<?> names) {
    return names.isEmpty()
        ? ""
        : names.stream().map(Object::toString).collect(Collectors.joining("\n", "\n", "\n"));
  }

  private void drop(Handle handle, Going going, boolean historyOnly) {
    for (String statement : List.of("drop_notes", "drop_messages", "drop_set_aside")) {
      handle.createUpdate(sql.get(statement)).bind("id", going.id).execute();
    }
    if (!historyOnly) {
      going.key.ifPresent(
          key ->
              handle
                  .createUpdate(sql.get("drop_key"))
                  .bind("name", key)
                  .bind("id", going.id)
                  .execute());
      handle.createUpdate(sql.get("delete_finished")).bind("id", going.id).execute();
    }
  }
}
