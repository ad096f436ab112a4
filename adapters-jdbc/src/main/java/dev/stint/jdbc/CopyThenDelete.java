package dev.stint.jdbc;

import dev.stint.domain.TaskId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Moves rows where one statement can not write to two tables: three statements a batch. */
final class CopyThenDelete {

  private CopyThenDelete() {}

  static Set<UUID> finish(
      Handle handle, Statements sql, Alike alike, List<TaskId> tasks, long now) {
    List<UUID> ending =
        alike
            .key(handle.createQuery(sql.get("ending")))
            .bindList("ids", tasks.stream().map(TaskId::value).toList())
            .map((rs, c) -> Row.uuid(rs, "id"))
            .list();
    if (!ending.isEmpty()) {
      var copy = handle.createUpdate(sql.get(alike.bare() ? "finish_these_bare" : "finish_these"));
      alike.end(copy, now).bindList("ids", ending).execute();
      handle.createUpdate(sql.get("delete_these")).bindList("ids", ending).execute();
    }
    return new HashSet<>(ending);
  }
}
