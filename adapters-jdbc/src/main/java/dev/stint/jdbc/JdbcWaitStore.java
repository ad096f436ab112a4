package dev.stint.jdbc;

import dev.stint.application.spi.WaitStore;
import dev.stint.domain.Fence;
import dev.stint.domain.TaskId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** See {@link WaitStore}. */
final class JdbcWaitStore implements WaitStore {

  private static final Comparator<Wait> ORDER =
      Comparator.comparing(Wait::target).thenComparing(Wait::waiter);

  private final Database database;
  private final Statements sql;

  JdbcWaitStore(Database database) {
    this.database = database;
    this.sql = database.statements();
  }

  @Override
  public List<Registered> register(List<Wait> waits) {
    return waits.isEmpty() ? List.of() : database.change(handle -> register(handle, waits));
  }

  private List<Registered> register(Handle handle, List<Wait> waits) {
    Set<UUID> live = lockTargets(handle, waits);
    if (!live.isEmpty()) {
      handle.createUpdate(sql.get("await_these")).bindList("ids", List.copyOf(live)).execute();
      List<Wait> standing =
          waits.stream().filter(w -> live.contains(w.target().value())).sorted(ORDER).toList();
      // First, for a wait that is there is kept by the insert as it is.
      each(handle, "renew_wait", standing);
      each(handle, "wait", standing);
    }
    return waits.stream().map(w -> answer(handle, w, live)).toList();
  }

  /** Locked, the targets can neither end nor note a milestone before the waits are there. */
  private Set<UUID> lockTargets(Handle handle, List<Wait> waits) {
    List<UUID> targets = waits.stream().map(w -> w.target().value()).distinct().toList();
    return handle
        .createQuery(sql.get("lock_targets"))
        .bindList("ids", targets)
        .map((rs, c) -> Row.uuid(rs, "id"))
        .set();
  }

  private Registered answer(Handle handle, Wait wait, Set<UUID> live) {
    UUID target = wait.target().value();
    if (live.contains(target)) {
      return Registered.WAITING;
    }
    boolean known =
        handle
            .createQuery(sql.get("judge"))
            .bind("id", target)
            .map((rs, c) -> true)
            .findFirst()
            .isPresent();
    return known ? Registered.OVER : Registered.GONE;
  }

  @Override
  public List<Wait> owed(int limit, Duration age) {
    long before = database.clock().micros() - Row.micros(age);
    return database.ask(
        handle ->
            handle
                .createQuery(sql.get("owed"))
                .bind("before", before)
                .bind("limit", limit)
                .map((rs, c) -> wait(rs))
                .list());
  }

  @Override
  public List<Wait> owedBy(Collection<TaskId> targets, int limit) {
    if (targets.isEmpty()) {
      return List.of();
    }
    return database.ask(
        handle ->
            handle
                .createQuery(sql.get("owed_by"))
                .bindList("ids", targets.stream().map(TaskId::value).distinct().toList())
                .bind("limit", limit)
                .map((rs, c) -> wait(rs))
                .list());
  }

  private static Wait wait(ResultSet from) throws SQLException {
    return new Wait(
        new TaskId(Row.uuid(from, "target")),
        new TaskId(Row.uuid(from, "waiter")),
        new Fence(from.getLong("fence")));
  }

  @Override
  public void clear(List<Wait> waits) {
    if (!waits.isEmpty()) {
      List<Wait> all = waits.stream().sorted(ORDER).toList();
      database.change(handle -> each(handle, "clear_wait", all));
    }
  }

  private int[] each(Handle handle, String verb, List<Wait> waits) {
    PreparedBatch batch = handle.prepareBatch(sql.get(verb));
    waits.forEach(
        w ->
            batch
                .bind("target", w.target().value())
                .bind("waiter", w.waiter().value())
                .bind("fence", w.fence().value())
                .add());
    return batch.execute();
  }
}
