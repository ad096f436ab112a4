package dev.stint.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.extend.PurgeRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/**
 * Documents of a collection, found by a date field, by a filter, or by both; their ids are of one
 * type. Immutable; each method answers a refined copy.
 */
public record MongoPurgeRows(
    MongoCollection<Document> collection, Optional<String> dateField, Optional<Bson> condition)
    implements PurgeRows {

  private static final JsonWriterSettings EXACT =
      JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();

  /** Documents of a collection; a date field or a filter has still to say which. */
  public static MongoPurgeRows of(MongoCollection<Document> collection) {
    return new MongoPurgeRows(collection, Optional.empty(), Optional.empty());
  }

  /** Those whose date in this field is over for long enough. */
  public MongoPurgeRows dated(String field) {
    return new MongoPurgeRows(collection, Optional.of(field), condition);
  }

  /** Those that match. */
  public MongoPurgeRows where(Bson filter) {
    return new MongoPurgeRows(collection, dateField, Optional.of(filter));
  }

  @Override
  public void check() {
    if (dateField.isEmpty() && condition.isEmpty()) {
      throw new RefusedException("a date field or a filter says which documents go");
    }
    find(Optional.empty(), 1, Instant.EPOCH);
  }

  @Override
  public List<String> find(Optional<String> after, int count, Instant before) {
    List<Bson> all = which(before);
    after.ifPresent(a -> all.add(Filters.gt(Field.ID, id(a))));
    return collection
        .find(Filters.and(all))
        .projection(Projections.include(Field.ID))
        .sort(Sorts.ascending(Field.ID))
        .limit(count)
        .map(found -> new Document(Field.ID, found.get(Field.ID)).toJson(EXACT))
        .into(new ArrayList<>());
  }

  @Override
  public void delete(List<String> keys, Instant before) {
    List<Bson> all = which(before);
    all.add(Filters.in(Field.ID, keys.stream().map(MongoPurgeRows::id).toList()));
    collection.deleteMany(Filters.and(all));
  }

  private List<Bson> which(Instant before) {
    List<Bson> all = new ArrayList<>();
    dateField.ifPresent(field -> all.add(Filters.lt(field, Date.from(before))));
    condition.ifPresent(all::add);
    return all;
  }

  private static Object id(String key) {
    return Objects.requireNonNull(Document.parse(key).get(Field.ID), "a document has an id");
  }
}
