package dev.stint.jdbc;

import dev.stint.application.spi.SteerStore;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.store.TakenKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Removes finished tasks whose time has come, oldest first. */
final class Cleaning {

  private final Database database;
  private final DialectOperations operations;
  private final Statements sql;

  Cleaning(Database database, DialectOperations operations) {
    this.database = database;
    this.operations = operations;
    this.sql = database.statements();
  }

  /** A finished task that goes, its key if any, and until when the key answers at least. */
  private record Going(UUID id, Optional<String> key, long keyUntil) {}

  int clean(SteerStore.Sweep sweep) {
    return database.change(
        handle -> {
          long at = database.clock().micros();
          int together = sweep.historyOnly() ? 0 : operations.cleanTogether(handle, sweep, at);
          int left = sweep.limit() - together;
          return together
              + (sweep.dryRun() ? count(handle, sweep, left) : drop(handle, sweep, left));
        });
  }

  private int count(Handle handle, SteerStore.Sweep sweep, int limit) {
    return Math.min(limit, going(handle, "count_going", sweep).mapTo(Integer.class).one());
  }

  private int drop(Handle handle, SteerStore.Sweep sweep, int limit) {
    List<Going> going =
        going(handle, "going", sweep).bind("limit", limit).map((rs, c) -> going(rs)).list();
    long now = database.clock().micros();
    going.forEach(g -> drop(handle, g, sweep.historyOnly(), now));
    handle.createUpdate(sql.get("lapse_keys")).bind("now", now).execute();
    return going.size();
  }

  private Query going(Handle handle, String statement, SteerStore.Sweep sweep) {
    long now = database.clock().micros();
    return handle
        .createQuery(sql.get(statement))
        .bind("now", now)
        .bind("latest", sweep.age().isPresent() ? Long.MAX_VALUE : now)
        .bind("aged", sweep.age().isPresent() ? 1 : 0)
        .bind("before", now - sweep.age().map(Row::micros).orElse(0L))
        .bind("types", listed(sweep.types()))
        .bind("statuses", listed(sweep.statuses()))
        .bind("historyOnly", sweep.historyOnly() ? 1 : 0);
  }

  private static Going going(ResultSet rs) throws SQLException {
    Optional<IdempotencyKey.Scope> scope =
        Optional.ofNullable(rs.getString("key_scope")).map(StoredCodes::scope);
    Instant finished = Row.instant(rs.getLong("finished"));
    return new Going(
        Row.uuid(rs, "id"),
        Optional.ofNullable(rs.getString("key_name")),
        scope.flatMap(s -> TakenKey.keptUntil(s, finished)).map(Row::micros).orElse(0L));
  }

  /** Names between line feeds, which no name holds; empty for every one. */
  static String listed(java.util.Set<?> names) {
    return names.isEmpty()
        ? ""
        : names.stream().map(Object::toString).collect(Collectors.joining("\n", "\n", "\n"));
  }

  private void drop(Handle handle, Going going, boolean historyOnly, long now) {
    for (String statement : List.of("drop_notes", "drop_messages", "drop_set_aside")) {
      handle.createUpdate(sql.get(statement)).bind("id", going.id).execute();
    }
    if (historyOnly) {
      handle.createUpdate(sql.get("drop_end")).bind("id", going.id).execute();
    } else {
      going.key.ifPresent(
          key ->
              handle
                  .createUpdate(sql.get(going.keyUntil > now ? "keep_key" : "drop_key"))
                  .bindMap(Map.of("name", key, "id", going.id, "until", going.keyUntil))
                  .execute());
      handle.createUpdate(sql.get("delete_finished")).bind("id", going.id).execute();
    }
  }
}
