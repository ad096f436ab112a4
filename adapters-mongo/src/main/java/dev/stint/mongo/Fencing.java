package dev.stint.mongo;

import com.mongodb.client.ClientSession;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.WriteKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.types.ObjectId;

/**
 * Sends conditional writes as one bulk and says of each whether it landed. A bulk answers only how
 * many did; so each write leaves a name of its own on its task, by which it is known again.
 */
final class Fencing {

  private final Database database;
  private final Judge judge;

  Fencing(Database database, Judge judge) {
    this.database = database;
    this.judge = judge;
  }

  /** A write under a key, with further conditions on the task if any. */
  record Write(WriteKey key, Document conditions, Document update, ObjectId name) {

    /**
     * @param update with a {@code $set}; this adds the sequence and the name to it
     */
    static Write of(WriteKey key, Document conditions, Document update) {
      ObjectId name = new ObjectId();
      update
          .get("$set", Document.class)
          .append(Field.SEQUENCE, key.sequence())
          .append(Field.WRITE, name);
      return new Write(key, conditions, update, name);
    }

    /** Whether others are owed a wake by it. */
    boolean owesWake() {
      return update.get("$set", Document.class).containsKey(Field.OWES);
    }

    private Document filter() {
      Document filter = holds(key);
      filter.putAll(conditions);
      return filter;
    }
  }

  /** The task as the write's key says it must be stored. */
  private static Document holds(WriteKey key) {
    return new Document(Field.ID, key.task().value())
        .append(Field.READY_STATE, ReadyPosition.RUNNING)
        .append(Field.WORKER, key.worker().value())
        .append(Field.FENCE, key.fence().value())
        .append(Field.SEQUENCE, key.sequence() - 1);
  }

  /**
   * Lets a write of those that a task's waiters wait for land only if the task has some, who are
   * owed a wake by it then; or only if it has none.
   */
  static void owe(Document conditions, Document set, boolean waited, long now) {
    conditions.append(Field.WAITS, waited ? new Document("$gt", 0) : null);
    if (waited) {
      set.append(Field.OWES, now);
    }
  }

  /** What is known after a write; versions are empty if the task is gone, or were not asked for. */
  record Answer(boolean landed, Optional<Judge.Versions> versions) {}

  /**
   * One answer for each write, in order.
   *
   * @param tell whether the versions are wanted of writes that landed, too
   */
  List<Answer> write(List<Write> writes, boolean tell) {
    if (writes.size() == 1) {
      return List.of(one(writes.get(0)));
    }
    Set<TaskId> once = new HashSet<>();
    boolean twice = writes.stream().anyMatch(w -> !once.add(w.key().task()));
    // An old and a new owner may meet in one batch, or two writes of one: in order, then.
    return twice ? writes.stream().map(this::one).toList() : bulk(writes, tell);
  }

  /** Writes as the last statement of a transaction, and commits or, if it did not land, aborts. */
  Answer commit(ClientSession session, Write write) {
    Document landed =
        database.tasks().findOneAndUpdate(session, write.filter(), write.update(), AFTER);
    if (landed == null) {
      session.abortTransaction();
      return unlanded(write);
    }
    session.commitTransaction();
    return new Answer(true, Optional.of(Judge.Versions.of(landed)));
  }

  private static final FindOneAndUpdateOptions AFTER =
      new FindOneAndUpdateOptions().projection(Judge.VERSIONS).returnDocument(ReturnDocument.AFTER);

  private Answer one(Write write) {
    Document landed = database.tasks().findOneAndUpdate(write.filter(), write.update(), AFTER);
    return landed == null
        ? unlanded(write)
        : new Answer(true, Optional.of(Judge.Versions.of(landed)));
  }

  private Answer unlanded(Write write) {
    TaskId task = write.key().task();
    return new Answer(false, Optional.ofNullable(judge.versions(List.of(task)).get(task)));
  }

  private List<Answer> bulk(List<Write> writes, boolean tell) {
    if (writes.isEmpty()) {
      return List.of();
    }
    List<UpdateOneModel<Document>> models =
        writes.stream().map(w -> new UpdateOneModel<Document>(w.filter(), w.update())).toList();
    int matched =
        database.tasks().bulkWrite(models, new BulkWriteOptions().ordered(false)).getMatchedCount();
    boolean all = matched == writes.size();
    Map<TaskId, Judge.Versions> versions =
        all && !tell ? Map.of() : judge.versions(writes.stream().map(w -> w.key().task()).toList());
    List<Answer> answers = new ArrayList<>(writes.size());
    for (Write write : writes) {
      Optional<Judge.Versions> stored = Optional.ofNullable(versions.get(write.key().task()));
      boolean ours = stored.filter(v -> write.name().equals(v.write())).isPresent();
      answers.add(new Answer(all || ours, stored));
    }
    return answers;
  }
}
