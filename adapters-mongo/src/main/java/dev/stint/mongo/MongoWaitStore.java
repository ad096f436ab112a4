package dev.stint.mongo;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import dev.stint.application.spi.WaitStore;
import dev.stint.domain.Fence;
import dev.stint.domain.TaskId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

/**
 * See {@link WaitStore}. A wait is a document of its own, stored first; then the live target counts
 * it, so that whatever ends the target sees that somebody waits and owes in the same write. The
 * count only grows while waits are there, and is dropped with the last of them if nobody counted in
 * between.
 */
final class MongoWaitStore implements WaitStore {

  private static final int ROUNDS = 50;
  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

  private final Database database;

  MongoWaitStore(Database database) {
    this.database = database;
  }

  @Override
  public List<Registered> register(List<Wait> waits) {
    return database.call(() -> waits.isEmpty() ? List.of() : stored(waits));
  }

  private List<Registered> stored(List<Wait> waits) {
    ObjectId call = new ObjectId();
    store(waits, call);
    Map<UUID, Registered> targets = count(waits);
    List<Wait> late =
        waits.stream().filter(w -> targets.get(target(w)) != Registered.WAITING).toList();
    if (!late.isEmpty()) {
      // Not what another call stored, too: its answer may have been that it waits.
      database
          .waits()
          .deleteMany(Filters.and(Filters.in(Field.ID, ids(late)), Filters.eq(Field.CALL, call)));
    }
    return waits.stream().map(w -> targets.getOrDefault(target(w), Registered.GONE)).toList();
  }

  private void store(List<Wait> waits, ObjectId call) {
    Map<Object, Document> open = new LinkedHashMap<>();
    waits.forEach(w -> open.merge(id(w), document(w, call), MongoWaitStore::newer));
    for (int round = 0; round < ROUNDS && !open.isEmpty(); round++) {
      Set<Object> taken =
          Scope.alone(database).insert(database.waits(), List.copyOf(open.values()));
      open.keySet().retainAll(taken);
      if (!open.isEmpty()) {
        if (share(open.values()) == open.size()) {
          return;
        }
      }
    }
    if (!open.isEmpty()) {
      throw Failures.undecided();
    }
  }

  /** Gives those that are there their numbers; answers how many were. */
  private int share(Collection<Document> waits) {
    List<UpdateOneModel<Document>> there =
        waits.stream()
            .map(
                w ->
                    new UpdateOneModel<Document>(
                        new Document(Field.ID, w.get(Field.ID)),
                        Updates.combine(
                            Updates.max(Field.FENCE, w.getLong(Field.FENCE)),
                            Updates.unset(Field.CALL))))
            .toList();
    return database.waits().bulkWrite(there, UNORDERED).getMatchedCount();
  }

  private static Document newer(Document one, Document other) {
    return one.getLong(Field.FENCE) < other.getLong(Field.FENCE) ? other : one;
  }

  private static Document document(Wait wait, ObjectId call) {
    return new Document(Field.ID, id(wait))
        .append(Field.TARGET, target(wait))
        .append(Field.WAITER, wait.waiter().value())
        .append(Field.FENCE, wait.fence().value())
        .append(Field.CALL, call);
  }

  private static String id(Wait wait) {
    return wait.target() + "/" + wait.waiter();
  }

  private static List<String> ids(Collection<Wait> waits) {
    return waits.stream().map(MongoWaitStore::id).distinct().toList();
  }

  private static UUID target(Wait wait) {
    return wait.target().value();
  }

  private static List<UUID> targets(Collection<Wait> waits) {
    return waits.stream().map(MongoWaitStore::target).distinct().toList();
  }

  /** Counts the waits at their targets; answers what the targets are; those gone are missing. */
  private Map<UUID, Registered> count(List<Wait> waits) {
    Map<UUID, Registered> known = new HashMap<>();
    List<UUID> open = targets(waits);
    for (int round = 0; round < ROUNDS && !open.isEmpty(); round++) {
      Bson live = Filters.and(Filters.in(Field.ID, open), Filters.exists(Field.FINISHED, false));
      long counted =
          database
              .tasks()
              .updateMany(live, Updates.inc(Field.WAITS, 1L), IndexHints.BY_ID)
              .getMatchedCount();
      if (counted == open.size()) {
        open.forEach(t -> known.put(t, Registered.WAITING));
        return known;
      }
      open = live(open, known);
    }
    if (!open.isEmpty()) {
      throw Failures.undecided();
    }
    return known;
  }

  /** Those that are live; notes of the others which are over. */
  private List<UUID> live(List<UUID> targets, Map<UUID, Registered> known) {
    List<UUID> live = new ArrayList<>();
    database
        .sureTasks()
        .find(Filters.in(Field.ID, targets))
        .projection(Projections.include(Field.FINISHED))
        .forEach(
            d -> {
              UUID id = d.get(Field.ID, UUID.class);
              if (d.getLong(Field.FINISHED) == null) {
                live.add(id);
              } else {
                known.put(id, Registered.OVER);
              }
            });
    return live;
  }

  @Override
  public List<Wait> owed(int limit, Duration age) {
    return database.call(
        () -> {
          long before = database.clock().micros() - Row.micros(age);
          Set<UUID> targets = owingWakes(Filters.lte(Field.OWES, before), limit);
          List<Wait> waits = waiting(targets, limit);
          if (waits.size() < limit) {
            // Of a target whose waits somebody cleared, and died before it took note of that.
            targets.removeAll(targets(waits));
            settle(targets);
          }
          return waits;
        });
  }

  @Override
  public List<Wait> owedBy(Collection<TaskId> targets, int limit) {
    List<UUID> ids = targets.stream().map(TaskId::value).toList();
    Bson owed = Filters.and(Filters.in(Field.ID, ids), Filters.exists(Field.OWES));
    return database.call(() -> waiting(owingWakes(owed, ids.size()), limit));
  }

  /** Oldest first. */
  private Set<UUID> owingWakes(Bson filter, int limit) {
    return limit < 1
        ? Set.of()
        : database
            .tasks()
            .find(filter)
            .sort(Sorts.ascending(Field.OWES))
            .limit(limit)
            .projection(Projections.include(Field.ID))
            .map(d -> d.get(Field.ID, UUID.class))
            .into(new LinkedHashSet<>());
  }

  /** Who waits for these, in their order. */
  private List<Wait> waiting(Set<UUID> targets, int limit) {
    if (targets.isEmpty() || limit < 1) {
      return List.of();
    }
    Map<UUID, List<Wait>> waits = new HashMap<>();
    database
        .waits()
        .find(Filters.in(Field.TARGET, targets))
        .limit(limit)
        .map(MongoWaitStore::wait)
        .forEach(w -> waits.computeIfAbsent(target(w), t -> new ArrayList<>()).add(w));
    return targets.stream().flatMap(t -> waits.getOrDefault(t, List.of()).stream()).toList();
  }

  private static Wait wait(Document stored) {
    return new Wait(
        new TaskId(stored.get(Field.TARGET, UUID.class)),
        new TaskId(stored.get(Field.WAITER, UUID.class)),
        new Fence(stored.get(Field.FENCE, 0L)));
  }

  @Override
  public void clear(List<Wait> waits) {
    if (!waits.isEmpty()) {
      database.call(
          () -> {
            database
                .waits()
                .bulkWrite(waits.stream().map(MongoWaitStore::cleared).toList(), UNORDERED);
            return settle(targets(waits));
          });
    }
  }

  /** What older builds stored has no number. */
  private static DeleteOneModel<Document> cleared(Wait wait) {
    Bson notNewer =
        Filters.or(
            Filters.exists(Field.FENCE, false), Filters.lte(Field.FENCE, wait.fence().value()));
    return new DeleteOneModel<>(Filters.and(Filters.eq(Field.ID, id(wait)), notNewer));
  }

  /** Lets those owe nothing any more for whom nobody waits. */
  private boolean settle(Collection<UUID> targets) {
    Map<UUID, Long> counts = new HashMap<>();
    if (!targets.isEmpty()) {
      database
          .tasks()
          .find(Filters.and(Filters.in(Field.ID, targets), Filters.gt(Field.WAITS, 0)))
          .projection(Projections.include(Field.WAITS))
          .forEach(d -> counts.put(d.get(Field.ID, UUID.class), d.getLong(Field.WAITS)));
    }
    if (!counts.isEmpty()) {
      // Counted before it is looked: who registers in between counts after that.
      counts.keySet().removeAll(waited(counts.keySet()));
    }
    List<UpdateOneModel<Document>> done = new ArrayList<>();
    counts.forEach(
        (task, count) ->
            done.add(
                new UpdateOneModel<>(
                    new Document(Field.ID, task).append(Field.WAITS, count),
                    Updates.combine(Updates.unset(Field.WAITS), Updates.unset(Field.OWES)))));
    return done.isEmpty() || database.tasks().bulkWrite(done, UNORDERED).wasAcknowledged();
  }

  private Set<UUID> waited(Set<UUID> targets) {
    return database
        .waits()
        .distinct(Field.TARGET, Filters.in(Field.TARGET, targets), UUID.class)
        .into(new HashSet<>());
  }
}
