package dev.stint.mongo;

import com.mongodb.client.model.UpdateOptions;
import org.bson.Document;

/** Which index the server is told to take. */
final class IndexHints {

  /** Or the server might walk all of a line to find the few named. */
  static final UpdateOptions BY_ID = new UpdateOptions().hint(new Document(Field.ID, 1));

  private IndexHints() {}
}
