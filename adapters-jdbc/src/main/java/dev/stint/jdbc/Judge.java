package dev.stint.jdbc;

import dev.stint.application.spi.WriteResult;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.life.WriteKey;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Says what became of a write that changed no row. */
final class Judge {

  private final Statements sql;

  Judge(Statements sql) {
    this.sql = sql;
  }

  /** The versions stored for a task, and the number of the signal that is pending. */
  record Versions(long fence, long sequence, String worker, int pending) {
    Signal signal() {
      return StoredCodes.signal(pending);
    }

    boolean owned(WriteKey key) {
      return fence == key.fence().value() && key.worker().toString().equals(worker);
    }
  }

  Optional<Versions> versions(Handle handle, TaskId task) {
    return handle
        .createQuery(sql.get("judge"))
        .bind("id", task.value())
        .map(
            (rs, c) ->
                new Versions(
                    rs.getLong(1), rs.getLong(2), String.valueOf(rs.getString(3)), rs.getInt(4)))
        .findFirst();
  }

  WriteResult of(Handle handle, WriteKey key) {
    return versions(handle, key.task()).map(v -> of(v, key)).orElse(WriteResult.GONE);
  }

  private static WriteResult of(Versions stored, WriteKey key) {
    boolean before = stored.fence == key.fence().value() && stored.sequence == key.sequence();
    return before ? WriteResult.APPLIED_BEFORE : WriteResult.STALE;
  }

  Signal signal(Handle handle, TaskId task) {
    return handle
        .createQuery(sql.get("signal_of"))
        .bind("id", task.value())
        .map((rs, c) -> StoredCodes.signal(rs.getInt(1)))
        .findFirst()
        .orElse(Signal.NONE);
  }
}
