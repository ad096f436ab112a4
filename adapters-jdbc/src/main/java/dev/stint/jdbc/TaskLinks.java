package dev.stint.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What binds a task to others: its serial key, and whether somebody waits for it. */
record TaskLinks(UUID id, Optional<String> serialKey, boolean awaited) {

  static TaskLinks of(ResultSet from) throws SQLException {
    return new TaskLinks(
        Row.uuid(from, "id"),
        Optional.ofNullable(from.getString("serial_key")),
        from.getInt("awaited") > 0);
  }

  static TaskLinks of(Handle handle, Statements sql, UUID id) {
    return handle
        .createQuery(sql.get("bond"))
        .bind("id", id)
        .map((rs, c) -> of(rs))
        .findFirst()
        .orElse(new TaskLinks(id, Optional.empty(), false));
  }

  /** Takes away the live row of a task that was copied just now: one statement for most. */
  static TaskLinks cut(Handle handle, Statements sql, UUID id) {
    if (handle.createUpdate(sql.get("delete_live")).bind("id", id).execute() == 1) {
      return new TaskLinks(id, Optional.empty(), false);
    }
    TaskLinks links = of(handle, sql, id);
    handle.createUpdate(sql.get("delete_bound")).bind("id", id).execute();
    return links;
  }
}
