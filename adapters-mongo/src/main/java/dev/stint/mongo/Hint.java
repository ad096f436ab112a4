package dev.stint.mongo;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CreateCollectionOptions;
import dev.stint.domain.Line;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskTypeName;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** A line as a document of the capped collection, and that collection. */
final class Hint {

  static final String COLLECTION = "stint_hint";

  /** Some thousands of hints: who falls further behind has been woken anyway. */
  private static final long BYTES = 1 << 20;

  private static final int UNAUTHORIZED = 13;
  private static final int EXISTS = 48;

  private Hint() {}

  static Document document(Line line) {
    return new Document(Field.QUEUE, line.queue().value()).append(Field.TYPE, line.type().value());
  }

  /** Empty for what is no hint of this release. */
  static Optional<Line> line(Document document) {
    Object queue = document.get(Field.QUEUE);
    Object type = document.get(Field.TYPE);
    try {
      return queue instanceof String q && type instanceof String t
          ? Optional.of(new Line(new QueueName(q), new TaskTypeName(t)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Makes the collection if the server can; one that refuses goes without hints. */
  static void create(MongoDatabase database) {
    try {
      database.createCollection(
          COLLECTION, new CreateCollectionOptions().capped(true).sizeInBytes(BYTES));
      // What tails an empty collection is sent away at once.
      database.getCollection(COLLECTION).insertMany(List.of(new Document("first", true)));
    } catch (MongoCommandException e) {
      if (!refused(e)) {
        throw e;
      }
    }
  }

  /** It is there, or the server has no such collections or no right to make one. */
  private static boolean refused(MongoCommandException error) {
    int code = error.getErrorCode();
    boolean withoutCode = code <= 0;
    return withoutCode
        || code == EXISTS
        || code == UNAUTHORIZED
        || !Failures.of(error).isTransient();
  }

  /** Whether the collection is there and can be tailed. */
  static boolean there(MongoDatabase database) {
    Document found = database.listCollections().filter(new Document("name", COLLECTION)).first();
    return Optional.ofNullable(found)
        .map(d -> d.get("options", Document.class))
        .filter(options -> options.getBoolean("capped", false))
        .isPresent();
  }
}
