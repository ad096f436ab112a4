package dev.stint.jdbc;

import dev.stint.application.spi.SteerStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Tombstones in rows of many: a settlement leaves one row for all of its tasks that have nothing
 * beside them, and cleaning takes it away whole (ADR 17).
 */
record PostgresTombstones(Statements sql) {

  /** Ids of this kind rise with time, so that those of a row are close to each other. */
  private static final int TIMED = 7;

  /** A row of tombstones, and how many it holds. */
  private record Rows(String place, int tasks) {}

  List<TaskLinks> finish(
      Handle handle, SettlementGroup group, List<SettlementGroup.Task> tasks, long now) {
    Map<Boolean, List<SettlementGroup.Task>> timed =
        tasks.stream().collect(Collectors.partitioningBy(t -> t.id().value().version() == TIMED));
    List<TaskLinks> ended = new ArrayList<>(tasks.size());
    timed.forEach(
        (are, some) -> {
          if (!some.isEmpty()) {
            ended.addAll(finish(handle, group, some, are && group.firstWrite(), now));
          }
        });
    return ended;
  }

  /**
   * @param tasks in the order of their ids
   * @param together whether tombstones may share rows
   */
  private List<TaskLinks> finish(
      Handle handle,
      SettlementGroup group,
      List<SettlementGroup.Task> tasks,
      boolean together,
      long now) {
    List<UUID> ids = tasks.stream().map(t -> t.id().value()).toList();
    return group
        .end(group.key(handle.createQuery(sql.get("finish_bare"))), now)
        .bindArray("ids", UUID.class, ids)
        .bindArray("fences", Long.class, tasks.stream().map(SettlementGroup.Task::fence).toList())
        .bind("firstId", ids.get(0))
        .bind("lastId", ids.get(ids.size() - 1))
        .bind("together", together ? 1 : 0)
        .map((rs, c) -> TaskLinks.of(rs))
        .list();
  }

  /** Forgets those whose time has come, oldest first; answers how many. */
  int clean(Handle handle, SteerStore.Sweep sweep, long now) {
    int gone = 0;
    List<String> whole = new ArrayList<>();
    for (Rows rows : going(handle, sweep, now)) {
      int going = Math.min(rows.tasks, sweep.limit() - gone);
      if (going == rows.tasks) {
        whole.add(rows.place);
      } else if (going > 0 && !sweep.dryRun()) {
        handle
            .createUpdate(sql.get("cut_tombstones"))
            .bind("going", going)
            .bind("place", rows.place)
            .execute();
      }
      gone += going;
    }
    if (!whole.isEmpty() && !sweep.dryRun()) {
      handle
          .createUpdate(sql.get("drop_tombstones"))
          .bindArray("places", String.class, whole)
          .execute();
    }
    return gone;
  }

  private List<Rows> going(Handle handle, SteerStore.Sweep sweep, long now) {
    return handle
        .createQuery(sql.get("tombstones_going"))
        .bind("now", now)
        .bind("types", Cleaning.listed(sweep.types()))
        .bind("statuses", Cleaning.listed(sweep.statuses()))
        .bind("limit", sweep.limit())
        .map((rs, c) -> new Rows(rs.getString("place"), rs.getInt("tasks")))
        .list();
  }

  /** Gives a task's tombstone a row of its own, where it can be changed; false if it has one. */
  boolean exhume(Handle handle, UUID task) {
    // What is locked is read anew by the next statement, whatever another transaction made of it.
    boolean there =
        handle
            .createQuery(sql.get("lock_tombstones"))
            .bind("id", task)
            .mapTo(Integer.class)
            .findFirst()
            .isPresent();
    return there && handle.createUpdate(sql.get("exhume")).bind("id", task).execute() == 1;
  }
}
