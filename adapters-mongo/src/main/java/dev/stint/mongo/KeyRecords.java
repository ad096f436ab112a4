package dev.stint.mongo;

import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The records of serial keys that are held: a document each, changed by compare-and-set. */
final class KeyRecords {

  private static final Bson ORDER =
      Sorts.orderBy(
          Sorts.ascending(Field.TURN_KEY),
          Sorts.descending(Field.PRIORITY),
          Sorts.ascending(Field.ARRIVAL, Field.ID));

  private final Database database;

  KeyRecords(Database database) {
    this.database = database;
  }

  /** A key's record. */
  record Holder(UUID task, long version) {}

  /**
   * From whom a key passes on, if it has a record, and the version that it gets.
   *
   * @param aside the holder, if it only stepped aside: it comes after all others that wait
   */
  record Passing(Optional<Holder> from, long version, Optional<UUID> aside) {}

  /** Reads the records that are not known to be so. */
  Map<String, Holder> records(Set<String> keys, Map<String, Holder> known) {
    Map<String, Holder> records = new HashMap<>(known);
    List<String> unknown = keys.stream().filter(k -> !known.containsKey(k)).toList();
    if (!unknown.isEmpty()) {
      database
          .serialKeys()
          .find(Filters.in(Field.ID, unknown))
          .forEach(
              d ->
                  records.put(
                      d.getString(Field.ID),
                      new Holder(d.get(Field.HOLDER, UUID.class), d.getLong(Field.VERSION))));
    }
    return records;
  }

  /** Names the heads of these keys in their records; drops the record of a key without a head. */
  void pass(Map<String, Passing> passing, Set<String> open, Map<String, Holder> known) {
    Map<String, UUID> heads = heads(passing);
    Map<String, Holder> made = new LinkedHashMap<>();
    Map<String, Holder> changed = new HashMap<>();
    List<String> dropped = new ArrayList<>();
    List<WriteModel<Document>> writes = new ArrayList<>();
    passing.forEach(
        (key, step) -> {
          Optional<Holder> to =
              Optional.ofNullable(heads.get(key)).map(t -> new Holder(t, step.version()));
          if (step.from().isEmpty()) {
            to.ifPresentOrElse(h -> made.put(key, h), () -> open.remove(key));
          } else {
            to.ifPresentOrElse(h -> changed.put(key, h), () -> dropped.add(key));
            writes.add(change(key, step.from().get(), to));
          }
        });
    if (write(database.serialKeys(), writes) == writes.size()) {
      known.putAll(changed);
      open.removeAll(dropped);
    }
    known.putAll(make(made));
  }

  private static WriteModel<Document> change(String key, Holder from, Optional<Holder> to) {
    Document same =
        new Document(Field.ID, key)
            .append(Field.HOLDER, from.task())
            .append(Field.VERSION, from.version());
    return to.<WriteModel<Document>>map(
            h ->
                new UpdateOneModel<>(
                    same,
                    Updates.combine(
                        Updates.set(Field.HOLDER, h.task()),
                        Updates.set(Field.VERSION, h.version()))))
        .orElseGet(() -> new DeleteOneModel<>(same));
  }

  /** Answers those records that were not there. */
  private Map<String, Holder> make(Map<String, Holder> records) {
    List<Document> documents = new ArrayList<>();
    records.forEach(
        (key, holder) ->
            documents.add(
                new Document(Field.ID, key)
                    .append(Field.HOLDER, holder.task())
                    .append(Field.VERSION, holder.version())));
    Set<Object> taken = Scope.alone(database).insert(database.serialKeys(), documents);
    Map<String, Holder> made = new HashMap<>(records);
    made.keySet().removeIf(taken::contains);
    return made;
  }

  /** The most urgent of those that wait for each key, of these the first that came. */
  private Map<String, UUID> heads(Map<String, Passing> passing) {
    Map<String, UUID> heads = new HashMap<>();
    passing.forEach((key, step) -> step.aside().ifPresent(t -> heads.put(key, t)));
    Set<String> keys = passing.keySet();
    Bson others =
        heads.isEmpty() ? Filters.empty() : Filters.nin(Field.ID, List.copyOf(heads.values()));
    if (keys.size() == 1) {
      String key = keys.iterator().next();
      database
          .tasks()
          .find(Filters.and(Filters.eq(Field.TURN_KEY, key), others))
          .sort(ORDER)
          .limit(1)
          .projection(Projections.include(Field.ID))
          .forEach(d -> heads.put(key, d.get(Field.ID, UUID.class)));
    } else if (!keys.isEmpty()) {
      // Sorted and grouped along one index: the server skips from key to key.
      database
          .tasks()
          .aggregate(
              List.of(
                  Aggregates.match(Filters.and(Filters.in(Field.TURN_KEY, keys), others)),
                  Aggregates.sort(ORDER),
                  Aggregates.group(
                      "$" + Field.TURN_KEY, Accumulators.first("head", "$" + Field.ID))))
          .forEach(d -> heads.put(d.getString(Field.ID), d.get("head", UUID.class)));
    }
    return heads;
  }

  /** Answers how many matched. */
  static int write(
      MongoCollection<Document> collection, List<? extends WriteModel<Document>> writes) {
    if (writes.isEmpty()) {
      return 0;
    }
    BulkWriteResult result = collection.bulkWrite(writes, new BulkWriteOptions().ordered(false));
    return result.getMatchedCount() + result.getDeletedCount();
  }
}
