package dev.stint.jdbc;

import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.store.TakenKey;
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
      Optional<StoredKey> held = held(handle, key, id, batch);
      if (held.isPresent()) {
        UUID before = held.get().holder();
        TakenKey.Answer answer = held.get().answer();
        switch (answer) {
          case ITSELF -> {
            return Optional.of(new Inserted(task.spec().id(), false, differs(handle, id, task)));
          }
          case HOLDER -> {
            return Optional.of(inserted(handle, new TaskId(before), task, batch));
          }
          case PASS, STORE, ADOPT -> {
            if (answer != TakenKey.Answer.PASS || pass(handle, key, id, before)) {
              return Optional.empty();
            }
          }
        }
      }
    }
  }

  private Inserted inserted(
      Handle handle, TaskId holder, NewTask task, Map<TaskId, NewTask> batch) {
    boolean other =
        Optional.ofNullable(batch.get(holder))
            .map(h -> task.spec().differs(h.spec()))
            .orElseGet(() -> differs(handle, holder.value(), task));
    return new Inserted(holder, false, other);
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

  private Optional<StoredKey> held(
      Handle handle, IdempotencyKey key, UUID asks, Map<TaskId, NewTask> batch) {
    return handle
        .createQuery(sql.get("key_now"))
        .bind("name", key.value())
        .map(
            (rs, c) -> {
              UUID task = Row.uuid(rs, "task");
              return new StoredKey(
                  asks,
                  task,
                  StoredCodes.scope(rs.getString("scope")),
                  () -> known(handle, asks),
                  () -> batch.containsKey(new TaskId(task)) || live(handle, task));
            })
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
