package dev.stint.jdbc;

import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.NewTask;
import dev.stint.domain.SerialKey;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The new tasks of a transaction for which storing them is not all: those with a serial key, and
 * those claimed by who stores them. For one transaction, not thread-safe.
 */
final class NewTaskEffects {

  private final Database database;
  private final Keys keys;
  private final Statements sql;
  private final List<Turn> turns = new ArrayList<>();
  private final List<NewTask> claimed = new ArrayList<>();

  /** A task that is stored waiting for its turn. */
  private record Turn(UUID task, String key) {}

  NewTaskEffects(Database database, Keys keys) {
    this.database = database;
    this.keys = keys;
    this.sql = database.statements();
  }

  /** A task that was new; {@code waits} if it is stored waiting for its turn. */
  void stored(NewTask task, boolean waits) {
    if (waits) {
      SerialKey key = task.spec().serialKey().orElseThrow();
      turns.add(new Turn(task.spec().id().value(), key.value()));
    }
    if (task.claimed().isPresent()) {
      claimed.add(task);
    }
  }

  /** Gives keys that are free to who waits for them, in a transaction that ends soon. */
  void settle(Handle handle) {
    SerialKeyHandover handover = new SerialKeyHandover(keys);
    turns.forEach(t -> handover.waits(t.key));
    handover.settle(handle, database.clock().micros(handle));
    claim(handle);
  }

  /** Leaves the keys to deliver: a caller's transaction may last, and others want the keys. */
  void ask(Handle handle) {
    if (!turns.isEmpty()) {
      PreparedBatch batch = handle.prepareBatch(sql.get("ask_turn"));
      long now = database.clock().micros(handle);
      turns.forEach(t -> batch.bind("task", t.task).bind("name", t.key).bind("now", now).add());
      batch.execute();
    }
    claim(handle);
  }

  private void claim(Handle handle) {
    for (NewTask task : claimed) {
      ClaimId claim = task.claimed().orElseThrow();
      handle
          .createUpdate(sql.get("claim_new"))
          .bind("id", task.spec().id().value())
          .bind("worker", claim.worker().value())
          .bind("number", claim.number())
          .bind("now", database.clock().micros(handle))
          .execute();
    }
  }
}
