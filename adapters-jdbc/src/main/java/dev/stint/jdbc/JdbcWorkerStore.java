package dev.stint.jdbc;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.LostWorker;
import dev.stint.application.spi.Renewed;
import dev.stint.application.spi.Upkeep;
import dev.stint.application.spi.WorkerRow;
import dev.stint.application.spi.WorkerStore;
import dev.stint.domain.Fence;
import dev.stint.domain.Line;
import dev.stint.domain.PriorityRange;
import dev.stint.domain.TaskId;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.store.ReadyState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** See {@link WorkerStore}. */
final class JdbcWorkerStore implements WorkerStore {

  private static final int READY = ReadyState.READY.code();
  private static final Map<String, Upkeep> PARTS =
      Map.of(
          "comes_due", Upkeep.PROMOTE,
          "is_owed", Upkeep.DELIVER,
          "is_lost", Upkeep.REAP,
          "is_ready", Upkeep.CLAIM);

  private final Database database;
  private final DialectOperations operations;
  private final Statements sql;
  private final PlainQuery look;

  JdbcWorkerStore(Database database, DialectOperations operations) {
    this.database = database;
    this.operations = operations;
    this.sql = database.statements();
    this.look = new PlainQuery(sql.get("upkeep"));
  }

  @Override
  public Instant register(WorkerRow worker) {
    long now = database.clock().micros();
    String types = worker.types().stream().map(Object::toString).collect(Collectors.joining("\n"));
    database.change(
        handle ->
            handle
                .createUpdate(sql.get("register"))
                .bind("worker", worker.id().value())
                .bind("label", worker.label())
                .bind("now", now)
                .bind("lease", Row.micros(worker.lease()))
                .bind("types", types)
                .execute());
    return Row.instant(now);
  }

  @Override
  public Renewed renew(WorkerId worker) {
    long now = database.clock().micros();
    if (!database.single(handle -> renew(handle, worker, now))) {
      return new Renewed(false, Row.instant(now), Map.of(), false);
    }
    return database.ask(
        handle ->
            new Renewed(true, Row.instant(now), signals(handle, worker), waiting(handle, worker)));
  }

  /** Asked line by line: the cost grows with the lines that have ready tasks, not with these. */
  private boolean waiting(Handle handle, WorkerId worker) {
    List<Line> ready =
        handle
            .createQuery(sql.get("lines"))
            .map((rs, c) -> rs.getInt("ready_state") == READY ? JdbcQueryStore.line(rs) : null)
            .stream()
            .filter(Objects::nonNull)
            .toList();
    if (ready.isEmpty()) {
      return false;
    }
    Set<String> known = types(handle, worker);
    return ready.stream()
        .filter(line -> known.contains(line.type().value()))
        .anyMatch(line -> waiting(handle, line.queue().value(), line.type().value()));
  }

  private Set<String> types(Handle handle, WorkerId worker) {
    return handle
        .createQuery(sql.get("types_of"))
        .bind("worker", worker.value())
        .mapTo(String.class)
        .findOne()
        .map(types -> Set.of(types.split("\n")))
        .orElse(Set.of());
  }

  private boolean waiting(Handle handle, String queue, String type) {
    return handle
        .createQuery(sql.get("interactive_waiting"))
        .bind("queue", queue)
        .bind("type", type)
        .bind("least", PriorityRange.ALL.least())
        .bind("most", PriorityRange.ALL.most())
        .mapTo(Integer.class)
        .findFirst()
        .isPresent();
  }

  boolean renew(Handle handle, WorkerId worker, long now) {
    return handle
            .createUpdate(sql.get("renew"))
            .bind("worker", worker.value())
            .bind("now", now)
            .execute()
        == 1;
  }

  private Map<TaskId, Signal> signals(Handle handle, WorkerId worker) {
    Map<TaskId, Signal> signals = new HashMap<>();
    handle
        .createQuery(sql.get("signals"))
        .bind("worker", worker.value())
        .map(
            (rs, c) ->
                Map.entry(
                    new TaskId(Row.uuid(rs, "id")),
                    StoredCodes.signal(rs.getInt("pending_signal"))))
        .stream()
        .filter(e -> e.getValue() != Signal.NONE)
        .forEach(e -> signals.put(e.getKey(), e.getValue()));
    return signals;
  }

  @Override
  public void retire(WorkerId worker) {
    database.change(
        handle -> handle.createUpdate(sql.get("retire")).bind("worker", worker.value()).execute());
  }

  @Override
  public List<WriteKey> held(WorkerId worker) {
    return database.ask(
        handle ->
            handle
                .createQuery(sql.get("held"))
                .bind("worker", worker.value())
                .map(
                    (rs, c) ->
                        new WriteKey(
                            new TaskId(Row.uuid(rs, "id")),
                            worker,
                            new Fence(rs.getLong("fence")),
                            rs.getLong("sequence")))
                .list());
  }

  @Override
  public List<LostWorker> lose() {
    return database.change(
        handle -> {
          long now = database.clock().micros();
          handle.createUpdate(sql.get("lose")).bind("now", now).execute();
          handle.createUpdate(sql.get("forget")).bind("now", now).execute();
          return handle
              .createQuery(sql.get("lost"))
              .map((rs, c) -> new LostWorker(new WorkerId(Row.uuid(rs, "worker"))))
              .list();
        });
  }

  @Override
  public List<Claim> takeOver(ClaimId reaper, LostWorker lost, int limit) {
    return database.change(
        handle -> {
          if (!live(handle, reaper.worker()) || live(handle, lost.worker())) {
            return List.of();
          }
          long now = database.clock().micros(handle);
          List<Claim> taken = operations.takeOver(handle, reaper, lost, limit, now);
          return Claiming.readable(taken, claim -> leave(handle, claim, lost));
        });
  }

  /** A task with a code that this build does not know waits for another one to take it over. */
  private void leave(Handle handle, Claim claim, LostWorker lost) {
    Binding.key(handle.createUpdate(sql.get("leave_with")), claim.key())
        .bind("lost", lost.worker().value())
        .execute();
  }

  @Override
  public Set<Upkeep> upkeep(Duration age) {
    long now = database.clock().lately();
    Map<String, Object> values = Map.of("now", now, "before", now - Row.micros(age));
    LongConsumer time = database.clock().hearing();
    return database.look(connection -> look.one(connection, values, row -> upkeep(row, time)));
  }

  private static Set<Upkeep> upkeep(ResultSet look, LongConsumer time) throws SQLException {
    time.accept(look.getLong("now_is"));
    Set<Upkeep> due = EnumSet.noneOf(Upkeep.class);
    for (Map.Entry<String, Upkeep> part : PARTS.entrySet()) {
      if (look.getInt(part.getKey()) == 1) {
        due.add(part.getValue());
      }
    }
    return due;
  }

  private boolean live(Handle handle, WorkerId worker) {
    return handle
        .createQuery(sql.get("worker_live"))
        .bind("worker", worker.value())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }
}
