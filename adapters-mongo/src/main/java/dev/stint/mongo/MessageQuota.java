package dev.stint.mongo;

import dev.stint.domain.KeptMessages;
import dev.stint.domain.Message;
import dev.stint.domain.life.StoredCodes;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** What a task still takes of messages, stored ones handed in oldest first. For one thread. */
final class MessageQuota {

  private KeptMessages kept;

  MessageQuota(KeptMessages kept) {
    this.kept = kept;
  }

  /** Those of them that are kept, which take their room. */
  List<Document> kept(List<Document> messages) {
    List<Document> some = new ArrayList<>();
    for (Document message : messages) {
      if (kept.takes(level(message))) {
        kept = kept.and(level(message), 1);
        some.add(message);
      }
    }
    return some;
  }

  static Message.Level level(Document message) {
    return new StoredCodes().named("level", Message.Level.INFO, message.getString("level"));
  }
}
