package dev.stint.jdbc;

import dev.stint.domain.TaskId;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Moves rows where one statement can not write to two tables: three statements a batch. */
final class CopyThenDelete {

  private CopyThenDelete() {}

  static List<Bond> finish(
      Handle handle, Statements sql, Alike alike, List<TaskId> tasks, long now) {
    List<Bond> ended =
        alike
            .key(handle.createQuery(sql.get("ending")))
            .bindList("ids", tasks.stream().map(TaskId::value).toList())
            .map((rs, c) -> Bond.of(rs))
            .list();
    List<UUID> ending = ended.stream().map(Bond::id).toList();
    if (!ending.isEmpty()) {
      var copy = handle.createUpdate(sql.get(alike.bare() ? "finish_these_bare" : "finish_these"));
      alike.end(copy, now).bindList("ids", ending).execute();
      handle.createUpdate(sql.get("delete_these")).bindList("ids", ending).execute();
    }
    return ended;
  }
}
