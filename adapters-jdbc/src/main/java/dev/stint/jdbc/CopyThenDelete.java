package dev.stint.jdbc;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Moves rows where one statement cannot write to two tables: three statements a batch. */
final class CopyThenDelete {

  private CopyThenDelete() {}

  static List<TaskLinks> finish(
      Handle handle,
      Statements sql,
      SettlementGroup group,
      List<SettlementGroup.Task> tasks,
      long now) {
    List<TaskLinks> ended =
        group
            .key(handle.createQuery(sql.get("ending")))
            .bindList("ids", tasks.stream().map(t -> t.id().value()).toList())
            .map((rs, c) -> TaskLinks.of(rs))
            .list();
    List<UUID> ending = ended.stream().map(TaskLinks::id).toList();
    if (!ending.isEmpty()) {
      var copy = handle.createUpdate(sql.get(group.bare() ? "finish_these_bare" : "finish_these"));
      if (!group.bare()) {
        copy.bind("rans", rans(ending, tasks));
      }
      group.end(copy, now).bindList("ids", ending).execute();
      handle.createUpdate(sql.get("delete_these")).bindList("ids", ending).execute();
    }
    return ended;
  }

  /** How long they ran, in the order of the ids as the database sorts them. */
  private static String rans(List<UUID> ending, List<SettlementGroup.Task> tasks) {
    Map<UUID, Long> rans =
        tasks.stream().collect(Collectors.toMap(t -> t.id().value(), SettlementGroup.Task::ran));
    return ending.stream()
        .map(id -> String.format(Locale.ROOT, "%016d", rans.get(id)))
        .collect(Collectors.joining());
  }
}
