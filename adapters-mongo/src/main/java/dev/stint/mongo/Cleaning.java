package dev.stint.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.stint.application.spi.SteerStore.Sweep;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.store.TakenKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Removes finished tasks whose time has come, oldest first. They are buried first, so that none is
 * restarted while what belongs to it goes, and deleted last, so that nothing is left behind.
 */
final class Cleaning {

  /** The purge time of what is going already; the next pass ends what this one could not. */
  private static final long GOING = 0;

  private static final Bson KEYS =
      Projections.include(Field.KEY_NAME, Field.KEY_SCOPE, Field.FINISHED);

  private final Database database;

  Cleaning(Database database) {
    this.database = database;
  }

  int clean(Sweep sweep, long now) {
    Bson filter = filter(sweep, now);
    if (sweep.dryRun()) {
      return (int) Math.min(sweep.limit(), database.tasks().countDocuments(filter));
    }
    List<UUID> found =
        database
            .tasks()
            .find(filter)
            .projection(Projections.include(Field.ID))
            .sort(Sorts.ascending(Field.PURGE))
            .limit(sweep.limit())
            .map(task -> task.get(Field.ID, UUID.class))
            .into(new ArrayList<>());
    if (!found.isEmpty()) {
      Bson same = Filters.and(Filters.in(Field.ID, found), filter);
      if (sweep.historyOnly()) {
        empty(found, same);
      } else {
        drop(found, same, now);
      }
    }
    database.keys().deleteMany(Filters.lte(Field.UNTIL, now));
    return found.size();
  }

  private static List<UUID> ids(List<Document> tasks) {
    return tasks.stream().map(d -> d.get(Field.ID, UUID.class)).toList();
  }

  private static Bson filter(Sweep sweep, long now) {
    List<Bson> all = new ArrayList<>();
    Bson due = Filters.lte(Field.PURGE, now);
    all.add(sweep.age().map(age -> aged(now - Row.micros(age), due)).orElse(due));
    // What is still to be moved is moved first.
    all.add(Filters.exists(Field.OWED + ".0", false));
    all.add(Filters.exists(Field.OWES, false));
    all.add(Filters.exists(Field.TURN_AT, false));
    if (!sweep.types().isEmpty()) {
      all.add(Filters.in(Field.TYPE, sweep.types().stream().map(Object::toString).toList()));
    }
    if (!sweep.statuses().isEmpty()) {
      all.add(Filters.in(Field.STATUS, sweep.statuses().stream().map(Enum::name).toList()));
    }
    if (sweep.historyOnly()) {
      all.add(RunHistory.told());
    }
    return Filters.and(all);
  }

  private static Bson aged(long before, Bson due) {
    return Filters.or(
        Filters.and(Filters.eq(Field.TOMBSTONE, false), Filters.lte(Field.FINISHED, before)),
        Filters.and(Filters.eq(Field.TOMBSTONE, true), due));
  }

  private void empty(List<UUID> tasks, Bson same) {
    dropNotes(tasks);
    database.tasks().updateMany(same, RunHistory.emptied());
  }

  private void dropNotes(List<UUID> tasks) {
    NoteWriter.drop(database, tasks.stream().map(TaskId::new).toList());
  }

  private void drop(List<UUID> found, Bson same, long now) {
    database
        .tasks()
        .updateMany(
            same,
            Updates.combine(Updates.set(Field.TOMBSTONE, true), Updates.set(Field.PURGE, GOING)));
    // Without those that were restarted after they were found.
    Bson buried = Filters.and(Filters.in(Field.ID, found), Filters.eq(Field.PURGE, GOING));
    List<Document> going = database.tasks().find(buried).projection(KEYS).into(new ArrayList<>());
    List<UUID> ids = ids(going);
    dropNotes(ids);
    // Left by who died before it counted them at the task.
    database.waits().deleteMany(Filters.in(Field.TARGET, ids));
    going.forEach(task -> dropKey(task, now));
    database.tasks().deleteMany(buried);
  }

  private void dropKey(Document task, long now) {
    String key = task.getString(Field.KEY_NAME);
    if (key == null) {
      return;
    }
    Bson its =
        Filters.and(
            Filters.eq(Field.ID, key), Filters.eq(Field.TASK, task.get(Field.ID, UUID.class)));
    IdempotencyKey.Scope scope = StoredCodes.scope(String.valueOf(task.getString(Field.KEY_SCOPE)));
    Optional<Long> until =
        TakenKey.keptUntil(scope, Row.instant(task.getLong(Field.FINISHED))).map(Row::micros);
    if (until.filter(u -> u > now).isPresent()) {
      database.keys().updateOne(its, Updates.set(Field.UNTIL, until.get()));
    } else {
      database.keys().deleteOne(its);
    }
  }
}
