package dev.stint.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.SerialKeyRules;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.store.ReadyState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Hands serial keys on. A key that is held has a record, which names its holder and a version; who
 * is named there is the truth. A task bears the version under which it was made the holder last,
 * and whether it holds the key still.
 *
 * <p>Each step depends on what is stored only, so anybody can take it, twice or late:
 *
 * <ol>
 *   <li>The record passes on, to the head of those that wait, only from a task that bears the
 *       record's version and holds the key no more.
 *   <li>The task named is made ready if it waits and bears an older version; it then bears the
 *       record's. If it does not wait any more it is made to bear it all the same, so that who was
 *       about to make it ready comes too late.
 * </ol>
 *
 * <p>Whoever gives a key up or begins to wait marks its task in the same write; the mark goes when
 * its key has been looked at, and {@code deliver} looks at those whose writer died before.
 */
final class SerialKeys {

  /** A key moves on while it is looked at only if others move it. */
  private static final int ROUNDS = 20;

  private static final Bson HOLDING =
      Projections.include(
          Field.RUN, Field.FENCE, Field.SEQUENCE, Field.TURN, Field.HOLDS, Field.TURN_KEY);

  private final Database database;
  private final KeyRecords keys;

  SerialKeys(Database database) {
    this.database = database;
    this.keys = new KeyRecords(database);
  }

  /** A task whose key is to be looked at, as it stood when it was marked. */
  record Mark(UUID task, String key, long fence, long sequence, long at) {
    /** As that write left it. */
    static Mark of(WriteKey write, String key, long at) {
      return new Mark(write.task().value(), key, write.fence().value(), write.sequence(), at);
    }

    /** As it is stored. */
    static Mark on(Document task) {
      return new Mark(
          task.get(Field.ID, UUID.class),
          task.getString(Field.SERIAL_KEY),
          task.getLong(Field.FENCE),
          task.getLong(Field.SEQUENCE),
          task.getLong(Field.TURN_AT));
    }

    private UpdateOneModel<Document> gone() {
      Document same =
          new Document(Field.ID, task)
              .append(Field.FENCE, fence)
              .append(Field.SEQUENCE, sequence)
              .append(Field.TURN_AT, at);
      return new UpdateOneModel<>(same, Updates.unset(Field.TURN_AT));
    }
  }

  /** Looks at the keys of these marks; answers how many tasks were made ready. */
  int pass(Collection<Mark> marks) {
    Set<String> open = new HashSet<>();
    marks.forEach(m -> open.add(m.key()));
    Map<String, KeyRecords.Holder> known = new HashMap<>();
    int granted = 0;
    for (int round = 0; round < ROUNDS && !open.isEmpty(); round++) {
      granted += round(open, known);
    }
    List<UpdateOneModel<Document>> done =
        marks.stream().filter(m -> !open.contains(m.key())).map(Mark::gone).toList();
    KeyRecords.write(database.tasks(), done);
    return granted;
  }

  /** Does the same for marks that are still there since {@code before}. */
  int deliver(int limit, long before) {
    return pass(
        database
            .tasks()
            .find(Filters.lte(Field.TURN_AT, before))
            .sort(Sorts.ascending(Field.TURN_AT))
            .limit(limit)
            .projection(
                Projections.include(Field.SERIAL_KEY, Field.FENCE, Field.SEQUENCE, Field.TURN_AT))
            .map(Mark::on)
            .into(new ArrayList<>()));
  }

  /**
   * Takes each open key one step on, and those from {@code open} that are where they belong.
   *
   * @param known records that are known to be so; left with those that are known after it
   */
  private int round(Set<String> open, Map<String, KeyRecords.Holder> known) {
    Map<String, KeyRecords.Holder> records = keys.records(open, known);
    Map<UUID, Document> holders = holders(records.values());
    known.clear();
    Map<String, UpdateOneModel<Document>> grants = new HashMap<>();
    List<UpdateOneModel<Document>> refusals = new ArrayList<>();
    Map<String, KeyRecords.Passing> passing = new LinkedHashMap<>();
    long now = database.clock().micros();
    for (String key : Set.copyOf(open)) {
      Optional<KeyRecords.Holder> record = Optional.ofNullable(records.get(key));
      long version = record.map(KeyRecords.Holder::version).orElse(now);
      Optional<Document> task = record.map(KeyRecords.Holder::task).map(holders::get);
      if (task.isEmpty()) {
        passing.put(key, new KeyRecords.Passing(record, version + 1, Optional.empty()));
      } else if (task.get().getBoolean(Field.HOLDS, false)) {
        open.remove(key);
      } else if (turn(task.get()) >= version) {
        boolean waits = key.equals(task.get().getString(Field.TURN_KEY));
        Optional<UUID> aside = record.map(KeyRecords.Holder::task).filter(t -> waits);
        passing.put(key, new KeyRecords.Passing(record, turn(task.get()) + 1, aside));
      } else if (key.equals(task.get().getString(Field.TURN_KEY))) {
        grants.put(key, grant(task.get(), key, version));
      } else {
        refusals.add(refusal(task.get(), version));
      }
    }
    int granted = KeyRecords.write(database.tasks(), List.copyOf(grants.values()));
    if (granted == grants.size()) {
      open.removeAll(grants.keySet());
    }
    KeyRecords.write(database.tasks(), refusals);
    keys.pass(passing, open, known);
    return granted;
  }

  private static long turn(Document task) {
    return Optional.ofNullable(task.getLong(Field.TURN)).orElse(0L);
  }

  private Map<UUID, Document> holders(Collection<KeyRecords.Holder> records) {
    Map<UUID, Document> tasks = new HashMap<>();
    if (!records.isEmpty()) {
      database
          .tasks()
          .find(Filters.in(Field.ID, records.stream().map(KeyRecords.Holder::task).toList()))
          .projection(HOLDING)
          .forEach(d -> tasks.put(d.get(Field.ID, UUID.class), d));
    }
    return tasks;
  }

  /** Makes the holder ready if it stands as it was read, and nobody came to know better since. */
  private static UpdateOneModel<Document> grant(Document task, String key, long version) {
    Run run = SerialKeyRules.granted(new Row(task).run());
    Document set =
        Binding.run(run)
            .append(Field.READY_STATE, ReadyState.onceDue(run).code())
            .append(Field.HOLDS, true)
            .append(Field.TURN, version);
    Document update = new Document("$set", set);
    ReadyPosition.unset(update, Field.TURN_KEY);
    ReadyPosition.unset(update, Field.TURN_AT);
    Document waits =
        bearsLess(task, version)
            .append(Field.FENCE, task.getLong(Field.FENCE))
            .append(Field.SEQUENCE, task.getLong(Field.SEQUENCE))
            .append(Field.TURN_KEY, key);
    return new UpdateOneModel<>(waits, update);
  }

  private static UpdateOneModel<Document> refusal(Document task, long version) {
    Document waitsNot = bearsLess(task, version).append(Field.TURN_KEY, null);
    return new UpdateOneModel<>(waitsNot, Updates.set(Field.TURN, version));
  }

  private static Document bearsLess(Document task, long version) {
    return new Document(Field.ID, task.get(Field.ID, UUID.class))
        .append(Field.TURN, new Document("$not", new Document("$gte", version)));
  }
}
