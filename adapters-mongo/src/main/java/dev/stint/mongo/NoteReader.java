package dev.stint.mongo;

import com.mongodb.client.model.Filters;
import dev.stint.domain.KeptMessages;
import dev.stint.domain.Message;
import dev.stint.domain.SetAside;
import dev.stint.domain.task.TaskMessage;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.bson.Document;

/** Reads what {@link NoteWriter} wrote: what it has moved already and what not yet, each once. */
final class NoteReader {

  private final Database database;

  NoteReader(Database database) {
    this.database = database;
  }

  /** In the order in which they were written; of those not moved yet only what will be kept. */
  List<TaskMessage> messages(Document stored) {
    UUID id = stored.get(Field.ID, UUID.class);
    Map<String, Document> all = new TreeMap<>();
    database
        .messages()
        .find(Filters.eq(Field.TASK, id))
        .forEach(d -> all.put(d.getString(Field.ID), d));
    owed(stored)
        .forEach(o -> NoteWriter.messages(id, o).forEach(d -> all.put(d.getString(Field.ID), d)));
    return new MessageQuota(KeptMessages.NONE)
            .kept(
                all.values().stream()
                    .sorted(
                        Comparator.<Document>comparingLong(d -> d.getLong(Field.FENCE))
                            .thenComparingLong(d -> d.getLong(Field.SEQUENCE))
                            .thenComparingInt(d -> d.getInteger("number")))
                    .toList())
            .stream()
            .map(NoteReader::noted)
            .toList();
  }

  private static List<Document> owed(Document stored) {
    return stored.getList(Field.OWED, Document.class, List.of());
  }

  private static TaskMessage noted(Document message) {
    return new TaskMessage(
        Row.instant(message.getLong("at")),
        new Message(MessageQuota.level(message), message.getString("text")));
  }

  /** By the items' names. */
  List<SetAside> setAside(Document stored) {
    UUID id = stored.get(Field.ID, UUID.class);
    Map<String, Document> all = new TreeMap<>();
    database
        .setAside()
        .find(Filters.eq(Field.TASK, id))
        .forEach(d -> all.put(d.getString("item"), d));
    owed(stored)
        .forEach(
            o ->
                AsideItems.of(id, o)
                    .forEach(d -> all.merge(d.getString("item"), d, AsideItems::newer)));
    return all.values().stream().filter(AsideItems::stands).map(NoteReader::item).toList();
  }

  private static SetAside item(Document item) {
    return new SetAside(
        item.getString("item"), Row.payload(item, "content"), item.getString("reason"));
  }
}
