package dev.stint.jdbc;

import dev.stint.application.spi.Causes;
import dev.stint.application.spi.QueryStore;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.KeptMessages;
import dev.stint.domain.Line;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.QueueName;
import dev.stint.domain.SetAside;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.store.CountBound;
import dev.stint.domain.task.HistoryRow;
import dev.stint.domain.task.ReadyDepth;
import dev.stint.domain.task.StoreReport;
import dev.stint.domain.task.TaskCount;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskMessage;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.WorkerView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** See {@link QueryStore}. */
final class JdbcQueryStore implements QueryStore {

  private final Database database;
  private final Statements sql;
  private final RunHistory history;
  private final Listing listing;

  JdbcQueryStore(Database database) {
    this.database = database;
    this.sql = database.statements();
    this.history = new RunHistory(database);
    this.listing = new Listing(database);
  }

  @Override
  public Optional<TaskRow> find(TaskId task) {
    return database.ask(handle -> find(handle, task));
  }

  private Optional<TaskRow> find(Handle handle, TaskId task) {
    return handle
        .createQuery(sql.get("find"))
        .bind("id", task.value())
        .map((rs, c) -> new Row(rs).task())
        .findFirst();
  }

  @Override
  public Optional<TaskId> byKey(IdempotencyKey key) {
    return database.ask(
        handle ->
            handle
                .createQuery(sql.get("find_key"))
                .bind("name", key.value())
                .map((rs, c) -> new TaskId(Row.uuid(rs, "task")))
                .findFirst());
  }

  @Override
  public List<TaskRow> list(TaskFilter filter) {
    return listing.list(filter);
  }

  @Override
  public List<HistoryRow> history(TaskId task, int count, int skip) {
    return database.ask(
        handle ->
            find(handle, task).stream()
                .flatMap(row -> history.of(handle, row).stream())
                .skip(skip)
                .limit(count)
                .toList());
  }

  @Override
  public List<TaskMessage> messages(TaskId task) {
    return database.ask(
        handle ->
            handle
                .createQuery(sql.get("messages"))
                .bind("id", task.value())
                .bind("most", KeptMessages.MOST)
                .map(
                    (rs, c) ->
                        new TaskMessage(
                            Row.instant(rs.getLong("at")),
                            new Message(
                                new StoredCodes()
                                    .named("level", Message.Level.INFO, rs.getString("level")),
                                rs.getString("words"))))
                .list());
  }

  @Override
  public List<SetAside> setAside(TaskId task, int count, int skip) {
    return database.ask(
        handle ->
            handle
                .createQuery(sql.get("set_aside"))
                .bind("id", task.value())
                .bind("count", count)
                .bind("skip", skip)
                .map(
                    (rs, c) ->
                        new SetAside(
                            rs.getString("item"),
                            Payload.of(rs.getBytes("content")),
                            rs.getString("reason")))
                .list());
  }

  @Override
  public List<TaskCount> counts(CountBound bound) {
    return database.askAtOnce(handle -> new Counting(handle, database).counts(bound));
  }

  @Override
  public List<ReadyDepth> depths(CountBound bound) {
    return database.askAtOnce(handle -> new Depths(handle, database).depths(bound));
  }

  @Override
  public Set<Line> lines() {
    return database.ask(
        handle -> handle.createQuery(sql.get("lines")).map((rs, c) -> line(rs)).set());
  }

  static Line line(ResultSet rs) throws SQLException {
    return new Line(new QueueName(rs.getString("queue")), new TaskTypeName(rs.getString("type")));
  }

  @Override
  public List<WorkerView> workers() {
    return database.ask(
        handle -> handle.createQuery(sql.get("workers")).map((rs, c) -> worker(rs)).list());
  }

  private static WorkerView worker(ResultSet rs) throws SQLException {
    String types = rs.getString("types");
    return new WorkerView(
        new WorkerId(Row.uuid(rs, "id")),
        rs.getString("label"),
        rs.getInt("live") == 1,
        Row.instant(rs.getLong("renewed")),
        Duration.of(rs.getLong("lease"), ChronoUnit.MICROS),
        types.isEmpty()
            ? Set.of()
            : Arrays.stream(types.split("\n")).map(TaskTypeName::new).collect(Collectors.toSet()));
  }

  /** {@inheritDoc} Tables that this build cannot work with are an answer, too. */
  @Override
  public StoreReport health() {
    try {
      return working();
    } catch (StoreException e) {
      UnfitTablesException unfit = Causes.first(e, UnfitTablesException.class).orElseThrow(() -> e);
      return new StoreReport(
          sql.words().name(),
          Row.instant(database.timeWithoutTables()),
          unfit.found(),
          List.of(Causes.words(unfit)));
    }
  }

  private StoreReport working() {
    List<String> warnings =
        database.ask(
            handle -> {
              handle.createQuery("select 1").mapTo(Integer.class).one();
              return database.warnings(handle);
            });
    return new StoreReport(
        sql.words().name(), Row.instant(database.clock().micros()), Schema.VERSION, warnings);
  }
}
