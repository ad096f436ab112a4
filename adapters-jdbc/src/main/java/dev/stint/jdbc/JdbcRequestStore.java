package dev.stint.jdbc;

import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.RequestStore;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Run;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** See {@link RequestStore}. */
final class JdbcRequestStore implements RequestStore {

  private final Database database;
  private final Statements sql;

  JdbcRequestStore(Database database) {
    this.database = database;
    this.sql = database.statements();
  }

  @Override
  public List<Inserted> insert(List<NewTask> tasks) {
    return database.change(handle -> insert(handle, tasks));
  }

  @Override
  public List<Inserted> insertWithin(Object transaction, List<NewTask> tasks) {
    if (transaction instanceof Handle handle) {
      return inCallers(handle, tasks);
    }
    if (transaction instanceof Connection connection) {
      try (Handle handle = Jdbi.open(connection)) {
        return inCallers(handle, tasks);
      }
    }
    throw new StoreException(
        StoreException.Kind.PERMANENT,
        "a request joins a java.sql.Connection or a Jdbi Handle, not a "
            + transaction.getClass().getName());
  }

  private List<Inserted> inCallers(Handle handle, List<NewTask> tasks) {
    try {
      handle.getConfig(org.jdbi.v3.core.argument.Arguments.class).register(new UuidBinding());
      return insert(handle, tasks);
    } catch (RuntimeException e) {
      throw Failures.of(e);
    }
  }

  /** Keys first, in name order, then the tasks in id order: two batches never wait in a ring. */
  List<Inserted> insert(Handle handle, List<NewTask> tasks) {
    Map<TaskId, Inserted> answers = new HashMap<>();
    List<NewTask> ordered = new ArrayList<>(tasks);
    ordered.sort(Comparator.comparing(t -> t.spec().key().map(Object::toString).orElse("")));
    for (NewTask task : ordered) {
      task.spec()
          .key()
          .flatMap(k -> holder(handle, task, k))
          .ifPresent(i -> answers.put(id(task), i));
    }
    List<NewTask> unkeyed =
        tasks.stream()
            .filter(t -> !answers.containsKey(id(t)))
            .sorted(Comparator.comparing(JdbcRequestStore::id))
            .toList();
    insertRows(handle, unkeyed, answers);
    return tasks.stream().map(t -> answers.get(id(t))).toList();
  }

  private static TaskId id(NewTask task) {
    return task.spec().id();
  }

  private void insertRows(Handle handle, List<NewTask> tasks, Map<TaskId, Inserted> answers) {
    if (tasks.isEmpty()) {
      return;
    }
    long now = database.clock().micros();
    PreparedBatch batch = handle.prepareBatch(sql.get("insert"));
    tasks.forEach(t -> bind(batch, t, now).add());
    int[] rows = batch.execute();
    for (int i = 0; i < rows.length; i++) {
      TaskId id = id(tasks.get(i));
      answers.put(id, new Inserted(id, rows[i] != 0, false));
    }
  }

  private static PreparedBatch bind(PreparedBatch batch, NewTask task, long now) {
    Instant at = Row.instant(now);
    long due = Row.micros(task.due().on(at, at));
    Run run = task.run();
    Binding.spec(batch, task.spec());
    return Binding.run(batch, run)
        .bind("due", due)
        .bind("rank", dev.stint.domain.life.ClaimRank.ORDINARY.ordinal())
        .bind("stand", Stand.of(run, due, now))
        .bind("requested", now);
  }

  /** The answer if another task stands for the key; empty if the key is this task's now. */
  private Optional<Inserted> holder(Handle handle, NewTask task, IdempotencyKey key) {
    UUID id = id(task).value();
    while (true) {
      int taken =
          handle
              .createUpdate(sql.get("take_key"))
              .bind("name", key.value())
              .bind("task", id)
              .bind("scope", key.scope().name())
              .execute();
      if (taken == 1) {
        return Optional.empty();
      }
      Optional<Held> held = held(handle, key);
      if (held.isPresent()) {
        UUID before = held.get().task;
        if (before.equals(id)) {
          return Optional.empty();
        }
        if (held.get().always || live(handle, before)) {
          return Optional.of(new Inserted(new TaskId(before), false, other(handle, before, task)));
        }
        if (pass(handle, key, id, before)) {
          return Optional.empty();
        }
      }
    }
  }

  private record Held(UUID task, boolean always) {}

  private Optional<Held> held(Handle handle, IdempotencyKey key) {
    return handle
        .createQuery(sql.get("find_key"))
        .bind("name", key.value())
        .map(
            (rs, c) ->
                new Held(
                    Row.uuid(rs, "task"),
                    IdempotencyKey.Scope.ALWAYS.name().equals(rs.getString("scope"))))
        .findOne();
  }

  private boolean pass(Handle handle, IdempotencyKey key, UUID id, UUID before) {
    return handle
            .createUpdate(sql.get("pass_key"))
            .bind("name", key.value())
            .bind("task", id)
            .bind("scope", key.scope().name())
            .bind("before", before)
            .execute()
        == 1;
  }

  private boolean live(Handle handle, UUID task) {
    return handle
        .createQuery(sql.get("is_live"))
        .bind("id", task)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  private boolean other(Handle handle, UUID holder, NewTask task) {
    return handle
        .createQuery(sql.get("arguments_of"))
        .bind("id", holder)
        .map((rs, c) -> Payload.of(rs.getBytes(1)))
        .findOne()
        .map(p -> !p.equals(task.spec().arguments()))
        .orElse(false);
  }
}
