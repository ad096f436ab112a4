package dev.stint.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.StoredFormat;
import java.util.Optional;
import org.bson.conversions.Bson;

/** The number of the format in which a database keeps tasks: a document of {@code stint_format}. */
final class Format {

  /** What this build writes. */
  static final int VERSION = 100;

  /** Of data without a number: it was written before there were any. */
  private static final int FIRST = 1;

  private static final StoredFormat FORMAT =
      new StoredFormat(
          "this MongoDB", VERSION, "call MongoStores.migrate() or run 'stint migrate'");

  private static final Bson ONLY = Filters.eq(Field.ID, "tasks");

  private final Database database;

  Format(Database database) {
    this.database = database;
  }

  /**
   * Brings what an older build stored to this build's format, and writes the number down. Workers
   * of the older build must be stopped.
   *
   * @throws StoreException permanent, if the format is newer
   */
  void bringUp() {
    int found = found();
    if (found < VERSION) {
      new ReadyStateMigration(database).run();
      write(Updates.set(Field.VERSION, VERSION));
    } else {
      FORMAT.check(found);
      write();
    }
  }

  /** Writes the number down where there is none. */
  void write() {
    write(Updates.setOnInsert(Field.VERSION, VERSION));
  }

  private void write(Bson version) {
    database.formats().updateOne(ONLY, version, new UpdateOptions().upsert(true));
  }

  /**
   * Does nothing if this build can work with what is stored.
   *
   * @throws StoreException permanent, if the format is another
   */
  void check() {
    FORMAT.check(found());
  }

  private int found() {
    return Optional.ofNullable(database.formats().find(ONLY).first())
        .map(d -> d.getInteger(Field.VERSION, FIRST))
        .orElseGet(() -> ReadyStateMigration.needed(database) ? FIRST : VERSION);
  }
}
