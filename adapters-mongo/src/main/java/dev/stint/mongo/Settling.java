package dev.stint.mongo;

import dev.stint.application.spi.Landing;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.WriteKey;
import dev.stint.domain.Due;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.ClaimRank;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;

/**
 * Ends stints, all of a batch at once: first as if no signal were pending, then those under a
 * signal as that says.
 */
final class Settling {

  static final long TOMBSTONE = Row.micros(Duration.ofMinutes(10));

  /** A signal may change between two tries, but only upwards and rarely. */
  private static final int ROUNDS = 50;

  private final Database database;
  private final Fencing fencing;
  private final NoteWriter notes;

  Settling(Database database, Fencing fencing, NoteWriter notes) {
    this.database = database;
    this.fencing = fencing;
    this.notes = notes;
  }

  List<Landing> settle(List<Settlement> settlements) {
    Landing[] landings = new Landing[settlements.size()];
    Map<Integer, Signal> open = new HashMap<>();
    for (int i = 0; i < landings.length; i++) {
      open.put(i, Signal.NONE);
    }
    for (int round = 0; round < ROUNDS && !open.isEmpty(); round++) {
      open = round(settlements, open, landings);
    }
    if (!open.isEmpty()) {
      throw undecided();
    }
    return Arrays.asList(landings);
  }

  static StoreException undecided() {
    return new StoreException(
        StoreException.Kind.TRANSIENT,
        "MongoDB answered neither that the write landed nor that it could not; ask again");
  }

  /** Tries those that are open, each under the signal found last; answers those still open. */
  private Map<Integer, Signal> round(
      List<Settlement> settlements, Map<Integer, Signal> open, Landing[] landings) {
    List<Integer> order = open.keySet().stream().sorted().toList();
    long now = database.clock().micros();
    List<Fencing.Write> writes =
        order.stream().map(i -> write(settlements.get(i), signal(open, i), now)).toList();
    List<Fencing.Answer> answers = fencing.write(writes, false);
    Map<Integer, Signal> next = new HashMap<>();
    List<TaskId> owing = new ArrayList<>();
    for (int n = 0; n < writes.size(); n++) {
      int i = order.get(n);
      WriteKey key = settlements.get(i).key();
      Optional<Judge.Versions> stored = answers.get(n).versions();
      if (answers.get(n).landed()) {
        landings[i] = Landing.APPLIED;
        if (NoteWriter.owes(writes.get(n))) {
          owing.add(key.task());
        }
      } else if (stored.filter(v -> v.open(key)).isPresent()) {
        next.put(i, stored.get().signal());
      } else {
        landings[i] = stored.map(v -> v.judge(key)).orElse(Landing.GONE);
      }
    }
    notes.deliver(owing);
    return next;
  }

  private static Signal signal(Map<Integer, Signal> open, int i) {
    return open.getOrDefault(i, Signal.NONE);
  }

  private Fencing.Write write(Settlement settlement, Signal signal, long now) {
    Outcome outcome = settlement.outcome().under(signal);
    Document set = Binding.run(outcome.run()).append(Field.SIGNAL, Signal.NONE.ordinal());
    Document update = new Document("$set", set);
    set.putAll(Binding.notes(settlement.notes()));
    if (outcome.finished()) {
      over(update, outcome, settlement.keep(), now);
    } else {
      live(set, outcome, now);
    }
    NoteWriter.owe(update, settlement.key(), settlement.notes(), List.of(), now);
    NoteWriter.remember(update, settlement.key(), outcome.run(), settlement.ran(), now);
    return Fencing.Write.of(settlement.key(), new Document(Field.SIGNAL, signal.ordinal()), update);
  }

  private static void live(Document set, Outcome outcome, long now) {
    set.append(Field.RANK, outcome.rank().ordinal());
    if (outcome.due() instanceof Due.Unchanged) {
      // It was claimed, so it was due already.
      set.append(Field.STAND, Stand.onceDue(outcome.run()));
    } else {
      Instant at = Row.instant(now);
      long due = Row.micros(outcome.due().on(at, at));
      set.append(Field.DUE, due).append(Field.STAND, Stand.of(outcome.run(), due, now));
    }
  }

  /**
   * Marks the task finished in place, out of every hot index; a tombstone loses what it carried.
   */
  static void over(Document update, Outcome outcome, Duration keep, long now) {
    boolean tombstone = outcome.removed() || keep.isZero();
    Document set = update.get("$set", Document.class);
    set.append(Field.STAND, Stand.NOWHERE)
        .append(Field.FINISHED, now)
        .append(Field.PURGE, now + (tombstone ? TOMBSTONE : Row.micros(keep)))
        .append(Field.TOMBSTONE, tombstone);
    if (tombstone) {
      bury(update);
    }
  }

  /** Leaves of a task who it was and how it ended. */
  static void bury(Document update) {
    Document set = update.get("$set", Document.class);
    Document gone = Binding.carried();
    gone.keySet().forEach(set::remove);
    Optional.ofNullable(set.get(Field.RUN, Document.class)).ifPresent(run -> run.remove("cursor"));
    set.append(Field.SIZE, 0).append(Field.CURSOR_SIZE, 0);
    update.append("$unset", gone);
  }

  List<Landing> release(List<WriteKey> keys) {
    Map<TaskId, Row> held = new HashMap<>();
    database
        .sureTasks()
        .find(
            new Document(
                Field.ID,
                new Document("$in", keys.stream().map(k -> k.task().value()).distinct().toList())))
        .projection(Claiming.WITHOUT_NOTES)
        .map(Row::new)
        .forEach(r -> held.put(r.id(), r));
    Landing[] landings = new Landing[keys.size()];
    List<Integer> open = new ArrayList<>();
    List<Settlement> asWere = new ArrayList<>();
    for (int i = 0; i < landings.length; i++) {
      Optional<Row> row = Optional.ofNullable(held.get(keys.get(i).task()));
      Optional<Judge.Versions> versions = row.map(r -> Judge.Versions.of(r.from()));
      WriteKey key = keys.get(i);
      if (versions.filter(v -> v.open(key)).isPresent()) {
        open.add(i);
        asWere.add(asWas(key, row.get()));
      } else {
        landings[i] = versions.map(v -> v.judge(key)).orElse(Landing.GONE);
      }
    }
    List<Landing> settled = settle(asWere);
    for (int n = 0; n < open.size(); n++) {
      landings[open.get(n)] = settled.get(n);
    }
    return Arrays.asList(landings);
  }

  /** A release is a settlement to the run before the claim, at the same place. */
  private static Settlement asWas(WriteKey key, Row row) {
    Run before = row.claim(false).run();
    ClaimRank rank = ClaimRank.values()[row.number(Field.RANK)];
    Outcome outcome = new Outcome(before, Due.UNCHANGED, rank, false);
    return new Settlement(key, outcome, Notes.NONE, Duration.ZERO, Duration.ZERO);
  }
}
