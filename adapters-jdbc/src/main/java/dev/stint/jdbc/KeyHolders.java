package dev.stint.jdbc;

import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Which tasks stand for idempotency keys, and how keys pass on. Thread-safe. */
record KeyHolders(Statements sql) {

  /** The answer if another task stands for the key; empty if the key is this task's now. */
  Optional<Inserted> holder(
      Handle handle, NewTask task, IdempotencyKey key, Map<TaskId, NewTask> batch) {
    UUID id = task.spec().id().value();
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
        if (known(handle, id)) {
          return Optional.of(new Inserted(task.spec().id(), false, differs(handle, id, task)));
        }
        TaskId holder = new TaskId(before);
        if (batch.containsKey(holder)) {
          return Optional.of(
              new Inserted(holder, false, task.spec().differs(batch.get(holder).spec())));
        }
        if (held.get().always || live(handle, before)) {
          return Optional.of(new Inserted(holder, false, differs(handle, before, task)));
        }
        if (pass(handle, key, id, before)) {
          return Optional.empty();
        }
      }
    }
  }

  /** Whether this very task was stored before: a late repeat, whose key has passed on since. */
  private boolean known(Handle handle, UUID task) {
    return handle
        .createQuery(sql.get("judge"))
        .bind("id", task)
        .map((rs, c) -> true)
        .findFirst()
        .isPresent();
  }

  private record Held(UUID task, boolean always) {}

  private Optional<Held> held(Handle handle, IdempotencyKey key) {
    return handle
        .createQuery(sql.get("key_now"))
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

  /**
   * A task that a caller's transaction does not see, as it began before, may be there: where that
   * can be, it is asked for again, past what the transaction saw.
   */
  private boolean live(Handle handle, UUID task) {
    return live(handle, task, sql.get("is_live"))
        || sql.own("is_live_now").filter(now -> live(handle, task, now)).isPresent();
  }

  private static boolean live(Handle handle, UUID task, String statement) {
    return handle
        .createQuery(statement)
        .bind("id", task)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** Whether a stored task is of another type or has other arguments than are asked for. */
  boolean differs(Handle handle, UUID holder, NewTask task) {
    return handle
        .createQuery(sql.get("wish_of"))
        .bind("id", holder)
        .map(
            (rs, c) ->
                task.spec().differs(new TaskTypeName(rs.getString(1)), Payload.of(rs.getBytes(2))))
        .findOne()
        .orElse(false);
  }
}
