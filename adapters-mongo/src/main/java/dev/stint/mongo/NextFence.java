package dev.stint.mongo;

import com.mongodb.client.model.Filters;
import dev.stint.domain.Fence;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Raises the fences of tasks that change hands, as {@link Fence#next} says: in one update if all of
 * them are of the past, since an update cannot compute the greater of two numbers; in a second one
 * those that are not, after a clock that went back.
 */
record NextFence(Database database, long now) {

  static NextFence at(Database database, long now) {
    return new NextFence(database, now);
  }

  /**
   * Writes to those of the tasks that are still as {@code where} says.
   *
   * @param seen the tasks with the fences they were seen with; one whose fence has left the past
   *     since then is passed by
   */
  void write(Map<UUID, Long> seen, Bson where, Document update) {
    seen.entrySet().stream()
        .collect(
            Collectors.partitioningBy(
                e -> e.getValue() < now,
                Collectors.mapping(Map.Entry::getKey, Collectors.toList())))
        .forEach((past, ids) -> write(past, ids, where, update));
  }

  private void write(boolean past, List<UUID> ids, Bson where, Document update) {
    if (ids.isEmpty()) {
      return;
    }
    Bson fence = past ? Filters.lt(Field.FENCE, now) : Filters.gte(Field.FENCE, now);
    Document raised = new Document(update);
    if (past) {
      Document set = new Document(update.get("$set", Document.class));
      raised.append("$set", set.append(Field.FENCE, now));
    } else {
      raised.append("$inc", new Document(Field.FENCE, 1L));
    }
    database
        .tasks()
        .updateMany(Filters.and(Filters.in(Field.ID, ids), fence, where), raised, IndexHints.BY_ID);
  }
}
