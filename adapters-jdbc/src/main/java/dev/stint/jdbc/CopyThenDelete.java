package dev.stint.jdbc;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Moves rows where one statement cannot write to two tables: three statements a batch. */
final class CopyThenDelete {

  private CopyThenDelete() {}

  static List<Bond> finish(
      Handle handle, Statements sql, Alike alike, List<Alike.Task> tasks, long now) {
    List<Bond> ended =
        alike
            .key(handle.createQuery(sql.get("ending")))
            .bindList("ids", tasks.stream().map(t -> t.id().value()).toList())
            .map((rs, c) -> Bond.of(rs))
            .list();
    List<UUID> ending = ended.stream().map(Bond::id).toList();
    if (!ending.isEmpty()) {
      var copy = handle.createUpdate(sql.get(alike.bare() ? "finish_these_bare" : "finish_these"));
      if (!alike.bare()) {
        copy.bind("rans", rans(ending, tasks));
      }
      alike.end(copy, now).bindList("ids", ending).execute();
      handle.createUpdate(sql.get("delete_these")).bindList("ids", ending).execute();
    }
    return ended;
  }

  /** How long they ran, in the order of the ids as the database sorts them. */
  private static String rans(List<UUID> ending, List<Alike.Task> tasks) {
    Map<UUID, Long> rans =
        tasks.stream().collect(Collectors.toMap(t -> t.id().value(), Alike.Task::ran));
    return ending.stream().map(id -> "%016d".formatted(rans.get(id))).collect(Collectors.joining());
  }
}
