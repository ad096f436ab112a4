package dev.stint.mongo;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Steer;
import dev.stint.domain.Fence;
import dev.stint.domain.KeptMessages;
import dev.stint.domain.Message;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.task.VersionedTask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Writes messages, items set aside, history, and the requests of a chunk. All of them land with the
 * fenced write itself, in the task's own document; all but the history are moved to where they
 * belong right after, by the writer or, if it died, by {@code deliver}. Keyed by (task, fence,
 * sequence, number): to move twice is harmless.
 */
final class NoteWriter {

  private final Database database;

  private final MongoRequestStore requests;

  NoteWriter(Database database, MongoRequestStore requests) {
    this.database = database;
    this.requests = requests;
  }

  /** Adds to a fenced write what is to be moved afterwards. */
  static void owe(Document update, WriteKey key, Notes notes, List<NewTask> requests, long now) {
    owe(update, key.fence(), key.sequence(), notes, requests, now);
  }

  /** Adds to a person's change of the task what is to be moved afterwards. */
  static void owe(Document update, Steer.Move move, long now) {
    VersionedTask seen = move.seen();
    owe(update, seen.fence(), seen.sequence() + 1, move.notes(), List.of(), now);
  }

  private static void owe(
      Document update, Fence fence, long sequence, Notes notes, List<NewTask> requests, long now) {
    boolean items = !notes.setAside().isEmpty() || !notes.redone().isEmpty();
    if (notes.messages().isEmpty() && !items && requests.isEmpty()) {
      return;
    }
    Document owed =
        new Document(Field.FENCE, fence.value())
            .append(Field.SEQUENCE, sequence)
            .append("at", now)
            .append("messages", notes.messages().stream().map(NoteWriter::message).toList())
            .append(
                "requests",
                requests.stream().map(r -> Binding.task(r, r.spec().id(), now)).toList());
    AsideItems.owe(owed, notes.setAside(), notes.redone());
    push(update, Field.OWED, new Document("$each", List.of(owed)));
  }

  /** Whether something of the write is to be moved once it landed. */
  static boolean owes(Fencing.Write write) {
    return Optional.ofNullable(write.update().get("$push", Document.class))
        .filter(p -> p.containsKey(Field.OWED))
        .isPresent();
  }

  static void push(Document update, String array, Document what) {
    update.get("$set", Document.class).append(Field.NOTED, true);
    Document push = update.get("$push", Document.class);
    update.append("$push", (push == null ? new Document() : push).append(array, what));
  }

  private static Document message(Message message) {
    return new Document("level", message.level().name()).append("text", message.text());
  }

  /** Moves what the writes of these tasks left. */
  void deliver(List<TaskId> tasks) {
    if (!tasks.isEmpty()) {
      List<UUID> ids = tasks.stream().map(TaskId::value).toList();
      move(withNotes(Filters.in(Field.ID, ids)).into(new ArrayList<>()));
    }
  }

  private FindIterable<Document> withNotes(Bson filter) {
    return database.tasks().find(filter).projection(new Document(Field.OWED, 1));
  }

  /** Moves all that these tasks owe, each kind in one go; answers how many pieces. */
  private int move(List<Document> tasks) {
    Map<UUID, KeptMessages> there = there(tasks);
    List<ReplaceOneModel<Document>> messages = new ArrayList<>();
    Map<String, Document> items = new LinkedHashMap<>();
    List<NewTask> asked = new ArrayList<>();
    List<UpdateOneModel<Document>> done = new ArrayList<>();
    for (Document task : tasks) {
      UUID id = task.get(Field.ID, UUID.class);
      MessageQuota quota = new MessageQuota(there.getOrDefault(id, KeptMessages.NONE));
      for (Document owed : owed(task)) {
        quota.kept(messages(id, owed)).forEach(m -> messages.add(upsert(m)));
        AsideItems.of(id, owed)
            .forEach(i -> items.merge(i.getString(Field.ID), i, AsideItems::newer));
        owed.getList("requests", Document.class, List.of())
            .forEach(d -> asked.add(new Row(d).asked()));
        done.add(done(id, owed));
      }
    }
    write(database.messages(), messages);
    AsideItems.write(database.setAside(), items.values());
    if (!asked.isEmpty()) {
      requests.insert(asked);
    }
    write(database.tasks(), done);
    return done.size();
  }

  private static List<Document> owed(Document task) {
    return task.getList(Field.OWED, Document.class, List.of());
  }

  private static UpdateOneModel<Document> done(UUID task, Document owed) {
    Document same =
        new Document(Field.FENCE, owed.getLong(Field.FENCE))
            .append(Field.SEQUENCE, owed.getLong(Field.SEQUENCE));
    return new UpdateOneModel<>(Filters.eq(Field.ID, task), Updates.pull(Field.OWED, same));
  }

  private static void write(
      MongoCollection<Document> collection, List<? extends WriteModel<Document>> writes) {
    if (!writes.isEmpty()) {
      collection.bulkWrite(writes, new BulkWriteOptions().ordered(false));
    }
  }

  /** What is kept of those tasks that owe messages, without what a mover that died moved of it. */
  private Map<UUID, KeptMessages> there(List<Document> tasks) {
    List<Document> speaking =
        tasks.stream().filter(t -> owed(t).stream().anyMatch(NoteWriter::speaks)).toList();
    Map<UUID, KeptMessages> there = new HashMap<>();
    if (!speaking.isEmpty()) {
      database
          .messages()
          .aggregate(
              List.of(
                  Aggregates.match(besides(speaking)),
                  Aggregates.group(
                      new Document(Field.TASK, "$" + Field.TASK).append("level", "$level"),
                      Accumulators.sum("messages", 1L))))
          .forEach(d -> add(there, d));
    }
    return there;
  }

  /** The messages of these tasks that are not among what the tasks owe. */
  private static Bson besides(List<Document> tasks) {
    List<UUID> ids = tasks.stream().map(t -> t.get(Field.ID, UUID.class)).toList();
    List<String> owed =
        tasks.stream()
            .flatMap(
                t ->
                    owed(t).stream()
                        .flatMap(o -> messages(t.get(Field.ID, UUID.class), o).stream()))
            .map(m -> m.getString(Field.ID))
            .toList();
    return Filters.and(Filters.in(Field.TASK, ids), Filters.nin(Field.ID, owed));
  }

  private static void add(Map<UUID, KeptMessages> there, Document group) {
    Document of = group.get(Field.ID, Document.class);
    long messages = group.get("messages", Number.class).longValue();
    there.merge(
        of.get(Field.TASK, UUID.class),
        KeptMessages.NONE.and(MessageQuota.level(of), messages),
        (was, more) -> was.and(MessageQuota.level(of), messages));
  }

  private static boolean speaks(Document owed) {
    return !owed.getList("messages", Document.class, List.of()).isEmpty();
  }

  private static ReplaceOneModel<Document> upsert(Document document) {
    return new ReplaceOneModel<>(
        Filters.eq(Field.ID, document.get(Field.ID)), document, new ReplaceOptions().upsert(true));
  }

  /** The messages of a piece as they stand in their collection. */
  static List<Document> messages(UUID task, Document owed) {
    List<Document> documents = new ArrayList<>();
    for (Document message : owed.getList("messages", Document.class, List.of())) {
      long fence = owed.getLong(Field.FENCE);
      long sequence = owed.getLong(Field.SEQUENCE);
      int number = documents.size();
      documents.add(
          new Document(Field.ID, task + "/" + fence + "/" + sequence + "/" + number)
              .append(Field.TASK, task)
              .append(Field.FENCE, fence)
              .append(Field.SEQUENCE, sequence)
              .append("number", number)
              .append("at", owed.getLong("at"))
              .append("level", message.getString("level"))
              .append("text", message.getString("text")));
    }
    return documents;
  }

  /** Delivers what writers owed at {@code before} and did not come to move. */
  int deliver(int limit, long before) {
    return move(
        withNotes(Filters.lte(Field.OWED + ".at", before)).limit(limit).into(new ArrayList<>()));
  }

  /** Removes the messages and items of tasks that go. */
  static void drop(Database database, List<TaskId> tasks) {
    List<UUID> ids = tasks.stream().map(TaskId::value).toList();
    database.messages().deleteMany(Filters.in(Field.TASK, ids));
    database.setAside().deleteMany(Filters.in(Field.TASK, ids));
  }
}
