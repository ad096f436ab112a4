package dev.stint.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    Map<UUID, Long> fences = new LinkedHashMap<>();
    tasks.forEach(t -> fences.put(t.id().value(), t.fence()));
    List<TaskLinks> ended =
        group
            .key(handle.createQuery(sql.get("ending")))
            .bindList("ids", List.copyOf(fences.keySet()))
            .map((rs, c) -> ending(rs, fences))
            .stream()
            .flatMap(Optional::stream)
            .toList();
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

  /** Empty if the task changed hands. */
  private static Optional<TaskLinks> ending(ResultSet from, Map<UUID, Long> fences)
      throws SQLException {
    TaskLinks links = TaskLinks.of(from);
    boolean same = Objects.equals(fences.get(links.id()), from.getLong("fence"));
    return same ? Optional.of(links) : Optional.empty();
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
