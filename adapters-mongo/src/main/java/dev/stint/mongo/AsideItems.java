package dev.stint.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import dev.stint.domain.SetAside;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;

/**
 * Items set aside, as documents of their own. Each bears the fence and the sequence of the write
 * that noted it, and one that was done again stays as a mark until its task is cleaned: so a mover
 * that comes late brings nothing back.
 */
final class AsideItems {

  private static final int DUPLICATE_KEY = 11_000;
  private static final String REDONE = "redone";
  private static final String ITEM = "item";

  private AsideItems() {}

  /** Adds to what a write owes. */
  static Document owe(Document owed, List<SetAside> aside, List<String> redone) {
    owed.append("setAside", owed(aside));
    return redone.isEmpty() ? owed : owed.append(REDONE, redone);
  }

  private static List<Document> owed(List<SetAside> items) {
    return items.stream()
        .map(
            i ->
                new Document(ITEM, i.item())
                    .append("content", new Binary(i.content().bytes()))
                    .append("reason", i.reason()))
        .toList();
  }

  /**
   * The items of a piece as they stand in their collection, those that were done again as marks.
   */
  static List<Document> of(UUID task, Document owed) {
    Stream<Document> redone =
        owed.getList(REDONE, String.class, List.of()).stream()
            .map(item -> document(task, owed, item).append(REDONE, true));
    Stream<Document> aside =
        owed.getList("setAside", Document.class, List.of()).stream()
            .map(
                i ->
                    document(task, owed, i.getString(ITEM))
                        .append("content", i.get("content", Binary.class))
                        .append("reason", i.getString("reason")));
    return Stream.concat(redone, aside).toList();
  }

  private static Document document(UUID task, Document owed, String item) {
    return new Document(Field.ID, task + "/" + item)
        .append(Field.TASK, task)
        .append(ITEM, item)
        .append(Field.FENCE, owed.getLong(Field.FENCE))
        .append(Field.SEQUENCE, owed.getLong(Field.SEQUENCE));
  }

  /** Whether the item is set aside still. */
  static boolean stands(Document item) {
    return !item.getBoolean(REDONE, false);
  }

  /** What stands of an item that two writes noted. */
  static Document newer(Document one, Document other) {
    long fences = Long.compare(number(one, Field.FENCE), number(other, Field.FENCE));
    long order =
        fences != 0
            ? fences
            : Long.compare(number(one, Field.SEQUENCE), number(other, Field.SEQUENCE));
    return order > 0 ? one : other;
  }

  /** An older build wrote none. */
  private static long number(Document item, String field) {
    Long number = item.getLong(field);
    return number == null ? -1 : number;
  }

  /** Writes each over what an older write noted of it, and over nothing newer. */
  static void write(MongoCollection<Document> collection, Collection<Document> items) {
    if (items.isEmpty()) {
      return;
    }
    ReplaceOptions upsert = new ReplaceOptions().upsert(true);
    try {
      collection.bulkWrite(
          items.stream().map(i -> new ReplaceOneModel<>(older(i), i, upsert)).toList(),
          new BulkWriteOptions().ordered(false));
    } catch (MongoBulkWriteException e) {
      boolean there = e.getWriteErrors().stream().allMatch(w -> w.getCode() == DUPLICATE_KEY);
      if (!there || e.getWriteConcernError() != null) {
        throw e;
      }
    }
  }

  private static Bson older(Document item) {
    long fence = item.getLong(Field.FENCE);
    return Filters.and(
        Filters.eq(Field.ID, item.get(Field.ID)),
        Filters.or(
            Filters.eq(Field.FENCE, null),
            Filters.lt(Field.FENCE, fence),
            Filters.and(
                Filters.eq(Field.FENCE, fence),
                Filters.lt(Field.SEQUENCE, item.getLong(Field.SEQUENCE)))));
  }
}
