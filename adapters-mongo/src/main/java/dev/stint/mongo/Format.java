package dev.stint.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.StoredFormat;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The number of the format in which a database keeps tasks: a document of {@code stint_format}. */
final class Format {

  /** What this build writes; data without a number was written before there were any: it is 1. */
  static final int VERSION = 1;

  private static final StoredFormat FORMAT =
      new StoredFormat(
          "this MongoDB", VERSION, "call MongoStores.migrate() or run 'stint migrate'");

  private static final Bson ONLY = Filters.eq(Field.ID, "tasks");

  private final Database database;

  Format(Database database) {
    this.database = database;
  }

  /** Writes the number down where there is none. */
  void write() {
    database
        .formats()
        .updateOne(
            ONLY, Updates.setOnInsert(Field.VERSION, VERSION), new UpdateOptions().upsert(true));
  }

  /**
   * Does nothing if this build can work with what is stored.
   *
   * @throws StoreException permanent, if the format is another
   */
  void check() {
    Optional<Document> stored = Optional.ofNullable(database.formats().find(ONLY).first());
    FORMAT.check(stored.map(d -> d.getInteger(Field.VERSION, VERSION)).orElse(VERSION));
  }
}
