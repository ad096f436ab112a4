package dev.stint.jdbc;

import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Fence;
import dev.stint.domain.TaskId;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.store.WriteVerdict;
import dev.stint.domain.store.WriteVersions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Says what became of a write that changed no row. */
final class Judge {

  private final Statements sql;

  Judge(Statements sql) {
    this.sql = sql;
  }

  /** The versions stored for a task, and the number of the signal that is pending. */
  record Versions(WriteVersions stored, int pending) {
    Signal signal() {
      return StoredCodes.signal(pending);
    }

    /** Whether the write could land now, but for a signal. */
    boolean open(WriteKey key) {
      return stored.judge(key) == WriteVerdict.APPLIED;
    }

    private static Versions of(ResultSet rs) throws SQLException {
      Optional<WorkerId> worker = Optional.ofNullable(rs.getString("worker")).map(WorkerId::of);
      Fence fence = new Fence(rs.getLong("fence"));
      boolean running = rs.getInt("running") == 1;
      return new Versions(
          new WriteVersions(fence, rs.getLong("sequence"), worker, running),
          rs.getInt("pending_signal"));
    }
  }

  Optional<Versions> versions(Handle handle, TaskId task) {
    return handle
        .createQuery(sql.get("judge"))
        .bind("id", task.value())
        .map((rs, c) -> Versions.of(rs))
        .findFirst();
  }

  /** What became of a write that did not land now: also STALE if it could have in between. */
  WriteResult of(Handle handle, WriteKey key) {
    Optional<WriteVersions> stored = versions(handle, key.task()).map(Versions::stored);
    WriteResult result = WriteResult.of(WriteVersions.judge(stored, key));
    return result.landed() ? WriteResult.STALE : result;
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
