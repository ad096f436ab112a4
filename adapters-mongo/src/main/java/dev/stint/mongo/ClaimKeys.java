package dev.stint.mongo;

import dev.stint.domain.store.ClaimOrder;
import org.bson.Document;

/** The claim order as keys of a sort or of an index. */
final class ClaimKeys {

  private ClaimKeys() {}

  /** These keys, and then the claim order. */
  static Document after(Document keys) {
    for (ClaimOrder key : ClaimOrder.values()) {
      keys.append(field(key), key.falls() ? -1 : 1);
    }
    return keys;
  }

  private static String field(ClaimOrder key) {
    return switch (key) {
      case LANE -> Field.LANE;
      case PRIORITY -> Field.PRIORITY;
      case RANK -> Field.RANK;
      case DUE -> Field.DUE;
      case ID -> Field.ID;
    };
  }
}
