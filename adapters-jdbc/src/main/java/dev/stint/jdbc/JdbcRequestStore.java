package dev.stint.jdbc;

import static java.util.Objects.requireNonNull;

import dev.stint.application.spi.CallerInserts;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.RequestStore;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.TaskId;
import dev.stint.domain.WriteBatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** See {@link RequestStore}. */
final class JdbcRequestStore implements RequestStore {

  private final Database database;
  private final Statements sql;
  private final KeyHolders idempotencyKeys;
  private final Keys serialKeys;
  private final Optional<BulkInsert> bulk;
  private final Optional<FreshInserts> fresh;
  private final CallersConnections callers;
  private final ThreadLocal<Boolean> joining = new ThreadLocal<>();

  JdbcRequestStore(Database database, DialectOperations operations) {
    this.database = database;
    this.sql = database.statements();
    this.idempotencyKeys = new KeyHolders(sql);
    this.serialKeys = operations.keys();
    this.bulk = operations.bulkInsert();
    this.fresh = bulk.map(b -> new FreshInserts(database, b));
    this.callers = new CallersConnections(sql.words());
  }

  /** To be settled before the transaction that stores the tasks commits. */
  NewTaskEffects effects() {
    return new NewTaskEffects(database, serialKeys);
  }

  @Override
  public List<Inserted> insert(List<NewTask> tasks) {
    if (!joins() && fresh.filter(f -> f.insert(tasks)).isPresent()) {
      return FreshInserts.made(tasks);
    }
    List<Inserted> answers = new ArrayList<>(tasks.size());
    for (List<NewTask> some : WriteBatch.cut(tasks, NewTask::bytes)) {
      answers.addAll(insertInTransaction(some));
    }
    return answers;
  }

  private List<Inserted> insertInTransaction(List<NewTask> tasks) {
    return database.change(
        handle -> {
          NewTaskEffects effects = effects();
          List<Inserted> answers = insert(handle, tasks, effects);
          effects.settle(handle);
          return answers;
        });
  }

  @Override
  public int largestInsert() {
    return fresh.isPresent() ? FreshInserts.LARGEST : WriteBatch.MOST_ROWS;
  }

  @Override
  public List<Inserted> insertThen(
      List<NewTask> tasks, Function<List<Inserted>, List<NewTask>> more) {
    return database.change(
        handle -> {
          NewTaskEffects effects = effects();
          List<Inserted> answers = new ArrayList<>(insert(handle, tasks, effects));
          answers.addAll(insert(handle, more.apply(List.copyOf(answers)), effects));
          effects.settle(handle);
          return answers;
        });
  }

  @Override
  public Optional<CallerInserts> onCallers() {
    return fresh.flatMap(f -> database.endable().map(e -> new JdbcCallerInserts(f, e)));
  }

  @Override
  public boolean joins() {
    return Boolean.TRUE.equals(joining.get());
  }

  /** What this thread does in a chunk's transaction has begun, or is over. */
  void joining(boolean begun) {
    if (begun) {
      joining.set(true);
    } else {
      joining.remove();
    }
  }

  @Override
  public List<Inserted> insertWithin(Object transaction, List<NewTask> tasks) {
    if (transaction instanceof Handle handle) {
      return within(handle.getConnection(), tasks);
    }
    if (transaction instanceof Connection connection) {
      return within(connection, tasks);
    }
    throw new StoreException(
        StoreException.Kind.PERMANENT,
        "a request joins a java.sql.Connection or a Jdbi Handle, not a "
            + transaction.getClass().getName());
  }

  private List<Inserted> within(Connection connection, List<NewTask> tasks) {
    try {
      if (connection.getAutoCommit()) {
        throw new StoreException(
            StoreException.Kind.PERMANENT,
            "a request joins a transaction, and this connection has none open: auto-commit is on");
      }
      if (fresh.filter(f -> f.insertWithin(connection, tasks)).isPresent()) {
        return FreshInserts.made(tasks);
      }
      return callers.with(
          connection,
          handle -> {
            NewTaskEffects effects = effects();
            List<Inserted> answers = insert(handle, tasks, effects);
            effects.ask(handle);
            return answers;
          });
    } catch (SQLException | RuntimeException e) {
      throw Failures.of(e);
    }
  }

  /** Keys first, in name order, then the tasks in id order: two batches never wait in a ring. */
  List<Inserted> insert(Handle handle, List<NewTask> tasks, NewTaskEffects effects) {
    Map<TaskId, Inserted> answers = new HashMap<>();
    List<NewTask> ordered = new ArrayList<>(tasks);
    ordered.sort(Comparator.comparing(t -> t.spec().key().map(Object::toString).orElse("")));
    Map<TaskId, NewTask> fresh = new TreeMap<>();
    for (NewTask task : ordered) {
      Optional<Inserted> other =
          task.spec().key().flatMap(k -> idempotencyKeys.holder(handle, task, k, fresh));
      other.ifPresentOrElse(i -> answers.put(id(task), i), () -> fresh.putIfAbsent(id(task), task));
    }
    insertRows(handle, rows(tasks, fresh), answers, effects);
    Map<TaskId, NewTask> answered = new HashMap<>();
    return tasks.stream()
        .map(t -> answer(handle, t, requireNonNull(answers.get(id(t))), answered))
        .toList();
  }

  /** Of one id asked for twice in a batch, the first is new. */
  private Inserted answer(
      Handle handle, NewTask task, Inserted answer, Map<TaskId, NewTask> answered) {
    return answered.putIfAbsent(id(task), task) == null
        ? answer
        : new Inserted(
            answer.id(), false, idempotencyKeys.differs(handle, answer.id().value(), task));
  }

  private static TaskId id(NewTask task) {
    return task.spec().id();
  }

  private void insertRows(
      Handle handle, List<NewRow> tasks, Map<TaskId, Inserted> answers, NewTaskEffects effects) {
    if (tasks.isEmpty()) {
      return;
    }
    long now = database.clock().micros(handle);
    Set<UUID> stored = stored(handle, tasks, now);
    EndedMeanwhile.takeBack(handle, sql, tasks, stored);
    for (NewRow row : tasks) {
      TaskId id = id(row.task());
      boolean isNew = stored.contains(id.value());
      boolean other = !isNew && idempotencyKeys.differs(handle, id.value(), row.task());
      answers.put(id, new Inserted(id, isNew, other));
      if (isNew) {
        effects.stored(row.task(), row.waits(now));
      }
    }
  }

  private Set<UUID> stored(Handle handle, List<NewRow> rows, long now) {
    if (bulk.isPresent() && rows.stream().allMatch(r -> bulk.get().takes(r.task()))) {
      return bulk.get().unlessTaken(handle.getConnection(), rows, now);
    }
    PreparedBatch batch = handle.prepareBatch(sql.get("insert"));
    rows.forEach(r -> r.bind(batch, now).add());
    int[] counts = batch.execute();
    Set<UUID> stored = new HashSet<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0) {
        stored.add(id(rows.get(i).task()).value());
      }
    }
    return stored;
  }

  /** The rows in id order, each with its place in the order asked. */
  private static List<NewRow> rows(List<NewTask> asked, Map<TaskId, NewTask> fresh) {
    Map<TaskId, Integer> places = new HashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      places.putIfAbsent(id(asked.get(i)), i);
    }
    return fresh.values().stream()
        .map(t -> new NewRow(t, requireNonNull(places.get(id(t)))))
        .toList();
  }
}
