package dev.stint.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Fence;
import dev.stint.domain.TaskId;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.store.WriteVerdict;
import dev.stint.domain.store.WriteVersions;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/** Says what became of a write that matched nothing, by reading what a majority has. */
final class Judge {

  static final Bson VERSIONS =
      Projections.include(
          Field.FENCE,
          Field.SEQUENCE,
          Field.WORKER,
          Field.SIGNAL,
          Field.READY_STATE,
          Field.WRITE,
          Field.WAITS,
          Field.HOLDS,
          Field.SERIAL_KEY);

  private final Database database;

  Judge(Database database) {
    this.database = database;
  }

  /**
   * The versions stored for a task.
   *
   * @param pending the number of the signal that is pending
   * @param waited whether others wait for it
   * @param held the serial key that it holds
   */
  record Versions(
      WriteVersions stored,
      int pending,
      @Nullable ObjectId write,
      boolean waited,
      Optional<String> held) {

    static Versions of(Document from) {
      return new Versions(
          new WriteVersions(
              new Fence(from.getLong(Field.FENCE)),
              from.getLong(Field.SEQUENCE),
              Optional.ofNullable(from.get(Field.WORKER, UUID.class)).map(WorkerId::new),
              from.getInteger(Field.READY_STATE) == ReadyPosition.RUNNING),
          new Row(from).number(Field.SIGNAL),
          from.getObjectId(Field.WRITE),
          from.getLong(Field.WAITS) != null,
          Optional.ofNullable(from.getString(Field.SERIAL_KEY))
              .filter(k -> from.getBoolean(Field.HOLDS, false)));
    }

    Signal signal() {
      return StoredCodes.signal(pending);
    }

    /** Whether the write could land now. */
    boolean open(WriteKey key) {
      return stored.judge(key) == WriteVerdict.APPLIED;
    }

    /** What became of a write that did not land, and could not now. */
    WriteResult judge(WriteKey key) {
      return WriteResult.of(stored.judge(key));
    }
  }

  /** The versions of those tasks that there are. */
  Map<TaskId, Versions> versions(Collection<TaskId> tasks) {
    Map<TaskId, Versions> versions = new HashMap<>();
    database
        .sureTasks()
        .find(Filters.in(Field.ID, tasks.stream().map(TaskId::value).distinct().toList()))
        .projection(VERSIONS)
        .forEach(d -> versions.put(new Row(Objects.requireNonNull(d)).id(), Versions.of(d)));
    return versions;
  }
}
