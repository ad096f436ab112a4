package dev.stint.mongo;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import dev.stint.domain.store.ReadyState;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Makes ready what came due; what does not hold its serial key then waits for its turn. */
final class Promoting {

  private static final Bson SHOWN =
      Projections.include(Field.RUN, Field.SERIAL_KEY, Field.HOLDS, Field.FENCE, Field.SEQUENCE);

  private final Database database;
  private final SerialKeys serialKeys;

  Promoting(Database database, SerialKeys serialKeys) {
    this.database = database;
    this.serialKeys = serialKeys;
  }

  int promote(int limit, long now) {
    List<Document> due =
        database
            .tasks()
            .find(
                Filters.and(
                    Filters.eq(Field.READY_STATE, ReadyState.LATER.code()),
                    Filters.lte(Field.DUE, now)))
            .projection(SHOWN)
            .sort(Sorts.ascending(Field.DUE))
            .limit(limit)
            .into(new ArrayList<>());
    List<Document> asking = due.stream().filter(d -> keyed(d) && !holds(d)).toList();
    int promoted = ready(due, false, now) + ready(due, true, now);
    return promoted + (asking.isEmpty() ? 0 : ask(asking, now));
  }

  private static boolean keyed(Document task) {
    return task.getString(Field.SERIAL_KEY) != null;
  }

  private static boolean holds(Document task) {
    return task.getBoolean(Field.HOLDS, false);
  }

  private static boolean suspect(Document task) {
    return new Row(task).run().suspect();
  }

  private int ready(List<Document> due, boolean suspect, long now) {
    return ready(due, d -> !keyed(d) && suspect == suspect(d), suspect, false, now)
        + ready(due, d -> holds(d) && suspect == suspect(d), suspect, true, now);
  }

  private int ready(
      List<Document> due, Predicate<Document> which, boolean suspect, boolean held, long now) {
    List<UUID> ids = due.stream().filter(which).map(d -> d.get(Field.ID, UUID.class)).toList();
    if (ids.isEmpty()) {
      return 0;
    }
    Document filter =
        new Document(Field.ID, new Document("$in", ids))
            .append(Field.READY_STATE, ReadyState.LATER.code())
            .append(Field.DUE, new Document("$lte", now))
            .append(Field.LOSSES, suspect ? new Document("$gt", 0) : 0)
            .append(Field.HOLDS, held ? true : null);
    ReadyState state = suspect ? ReadyState.SUSPECT : ReadyState.READY;
    Document update = new Document("$set", new Document(Field.READY_STATE, state.code()));
    return (int) database.tasks().updateMany(filter, update, IndexHints.BY_ID).getModifiedCount();
  }

  /** Lets these wait for their turn, which may have come at once. */
  private int ask(List<Document> due, long now) {
    List<UpdateOneModel<Document>> writes = new ArrayList<>();
    List<SerialKeys.Mark> marks = new ArrayList<>();
    for (Document task : due) {
      Document set = new Document();
      ReadyPosition.ask(set, new Row(task).run(), task.getString(Field.SERIAL_KEY), now);
      SerialKeys.Mark mark = SerialKeys.Mark.on(task.append(Field.TURN_AT, now));
      Document same =
          new Document(Field.ID, mark.task())
              .append(Field.READY_STATE, ReadyState.LATER.code())
              .append(Field.FENCE, mark.fence())
              .append(Field.SEQUENCE, mark.sequence())
              .append(Field.HOLDS, null);
      writes.add(new UpdateOneModel<>(same, new Document("$set", set)));
      marks.add(mark);
    }
    int asked =
        database.tasks().bulkWrite(writes, new BulkWriteOptions().ordered(false)).getMatchedCount();
    serialKeys.pass(marks);
    return asked;
  }
}
