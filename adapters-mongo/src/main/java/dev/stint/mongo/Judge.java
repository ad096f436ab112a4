package dev.stint.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.life.WriteKey;
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
          Field.STAND,
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
      long fence,
      long sequence,
      @Nullable UUID worker,
      int pending,
      int stand,
      @Nullable ObjectId write,
      boolean waited,
      Optional<String> held) {

    static Versions of(Document from) {
      return new Versions(
          from.getLong(Field.FENCE),
          from.getLong(Field.SEQUENCE),
          from.get(Field.WORKER, UUID.class),
          new Row(from).number(Field.SIGNAL),
          from.getInteger(Field.STAND),
          from.getObjectId(Field.WRITE),
          from.getLong(Field.WAITS) != null,
          Optional.ofNullable(from.getString(Field.SERIAL_KEY))
              .filter(k -> from.getBoolean(Field.HOLDS, false)));
    }

    Signal signal() {
      return StoredCodes.signal(pending);
    }

    private boolean owned(WriteKey key) {
      return fence == key.fence().value() && key.worker().value().equals(worker);
    }

    /** Whether the write could land now. */
    boolean open(WriteKey key) {
      return owned(key) && stand == ReadyState.RUNNING && sequence == key.sequence() - 1;
    }

    /** What became of a write that did not land now. */
    WriteResult judge(WriteKey key) {
      // A fence names one worker; a task that left its worker's hands bears no worker any more.
      boolean before = fence == key.fence().value() && sequence == key.sequence();
      return before ? WriteResult.APPLIED_BEFORE : WriteResult.STALE;
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
