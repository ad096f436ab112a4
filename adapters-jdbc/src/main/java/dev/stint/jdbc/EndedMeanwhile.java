package dev.stint.jdbc;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Takes back what was stored a second time. A statement that stores a task first looks for its id
 * among the finished ones, and then waits for the session that is changing the live row of that id.
 * If that session ends the task, the id is free among the live ones, and what the statement saw of
 * the finished ones is out of date.
 */
final class EndedMeanwhile {

  private EndedMeanwhile() {}

  /**
   * To be called in the transaction that stored them, as a statement of its own, which sees what
   * has been committed since. An id that no store was ever told of is not looked up.
   *
   * @param stored the ids of what was stored; those that are over are taken out
   */
  static void takeBack(Handle handle, Statements sql, List<NewRow> rows, Set<UUID> stored) {
    List<UUID> known =
        rows.stream()
            .filter(row -> !row.task().fresh())
            .map(row -> row.task().spec().id().value())
            .filter(stored::contains)
            .toList();
    if (known.isEmpty()) {
      return;
    }
    List<UUID> over =
        handle
            .createQuery(sql.get("ended_meanwhile"))
            .bindList("ids", known)
            .map((row, context) -> Row.uuid(row, "id"))
            .list();
    if (!over.isEmpty()) {
      handle.createUpdate(sql.get("delete_these")).bindList("ids", over).execute();
      over.forEach(stored::remove);
    }
  }
}
