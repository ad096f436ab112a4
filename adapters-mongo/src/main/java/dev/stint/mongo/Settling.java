package dev.stint.mongo;

import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Due;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.SerialKeyRules;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.store.EndRecord;
import dev.stint.domain.store.KeptTask;
import dev.stint.domain.store.ReadyState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.Document;

/**
 * Ends stints, all of a batch at once: first as if no signal were pending, nobody waited and no
 * serial key were to be handed on; then those of which that is not so, as they were found.
 */
final class Settling {

  /** A task may change between two tries, but only by people or waiters, and rarely. */
  private static final int ROUNDS = 50;

  private final Database database;
  private final Fencing fencing;
  private final NoteWriter notes;
  private final SerialKeys serialKeys;

  /** An end to be written. */
  private record End(Settlement settlement) {

    Outcome under(Found found) {
      return settlement.outcome().under(StoredCodes.signal(found.pending()));
    }

    boolean owes(Outcome outcome) {
      return outcome.finished() || settlement.notes().milestone();
    }

    boolean frees(Outcome outcome) {
      return !SerialKeyRules.keeps(outcome.run(), settlement.head());
    }
  }

  /** What a task was found to be under, and what therefore its end depends on. */
  private record Found(int pending, boolean waited, Optional<String> held) {
    static final Found PLAIN = new Found(0, false, Optional.empty());

    static Found in(Judge.Versions stored) {
      return new Found(stored.pending(), stored.waited(), stored.held());
    }
  }

  Settling(Database database, Fencing fencing, NoteWriter notes, SerialKeys serialKeys) {
    this.database = database;
    this.fencing = fencing;
    this.notes = notes;
    this.serialKeys = serialKeys;
  }

  List<WriteResult> settle(List<Settlement> settlements) {
    return end(settlements.stream().map(End::new).toList());
  }

  private List<WriteResult> end(List<End> ends) {
    WriteResult[] results = new WriteResult[ends.size()];
    Map<Integer, Found> open = new TreeMap<>();
    for (int i = 0; i < results.length; i++) {
      open.put(i, Found.PLAIN);
    }
    for (int round = 0; round < ROUNDS && !open.isEmpty(); round++) {
      open = round(ends, open, results);
    }
    if (!open.isEmpty()) {
      throw Failures.undecided();
    }
    return Arrays.asList(results);
  }

  /** Tries those that are open, each as it was found last; answers those still open. */
  private Map<Integer, Found> round(
      List<End> ends, Map<Integer, Found> open, WriteResult[] results) {
    long now = database.clock().micros();
    List<Integer> order = List.copyOf(open.keySet());
    List<Fencing.Write> writes = new ArrayList<>();
    open.forEach((i, found) -> writes.add(write(ends.get(i), found, now)));
    List<Fencing.Answer> answers = fencing.write(writes, false);
    Map<Integer, Found> next = new TreeMap<>();
    List<TaskId> undelivered = new ArrayList<>();
    List<SerialKeys.Mark> freed = new ArrayList<>();
    for (int n = 0; n < writes.size(); n++) {
      int i = order.get(n);
      WriteKey key = writes.get(n).key();
      Optional<Judge.Versions> stored = answers.get(n).versions();
      if (answers.get(n).landed()) {
        results[i] = landed(ends.get(i), Objects.requireNonNull(open.get(i)), now, freed);
        if (NoteWriter.owes(writes.get(n))) {
          undelivered.add(key.task());
        }
      } else if (stored.filter(v -> v.open(key)).isPresent()) {
        next.put(i, Found.in(stored.get()));
      } else {
        results[i] = stored.map(v -> v.judge(key)).orElse(WriteResult.GONE);
      }
    }
    notes.deliver(undelivered);
    serialKeys.pass(freed);
    return next;
  }

  private static WriteResult landed(End end, Found found, long now, List<SerialKeys.Mark> freed) {
    Outcome outcome = end.under(found);
    if (end.frees(outcome)) {
      found.held().ifPresent(k -> freed.add(SerialKeys.Mark.of(end.settlement().key(), k, now)));
    }
    return WriteResult.applied(found.waited() && end.owes(outcome));
  }

  private Fencing.Write write(End end, Found found, long now) {
    Settlement settlement = end.settlement();
    Outcome outcome = end.under(found);
    Document set = Binding.run(outcome.run()).append(Field.SIGNAL, Signal.NONE.ordinal());
    Document update = new Document("$set", set);
    set.putAll(Binding.notes(settlement.notes()));
    boolean frees = end.frees(outcome);
    if (outcome.finished()) {
      over(update, outcome, settlement.keep(), now);
    } else {
      live(update, outcome, found.held().filter(k -> frees), now);
    }
    Document conditions = new Document(Field.SIGNAL, found.pending());
    if (frees) {
      conditions.append(Field.HOLDS, found.held().isPresent() ? true : null);
      found.held().ifPresent(k -> ReadyPosition.giveUp(update, now));
    }
    if (end.owes(outcome)) {
      Fencing.owe(conditions, set, found.waited(), now);
    }
    NoteWriter.owe(update, settlement.key(), settlement.notes(), List.of(), now);
    RunHistory.add(update, settlement, outcome, now);
    return Fencing.Write.of(settlement.key(), conditions, update);
  }

  /**
   * @param asked the serial key that it gives up, if it does
   */
  private static void live(Document update, Outcome outcome, Optional<String> asked, long now) {
    Document set = update.get("$set", Document.class).append(Field.RANK, outcome.rank().ordinal());
    long due = now;
    // Unchanged: it was claimed, so it was due already.
    if (!(outcome.due() instanceof Due.Unchanged)) {
      Instant at = Row.instant(now);
      due = Row.micros(outcome.due().on(at, at));
      set.append(Field.DUE, due);
    }
    ReadyPosition.put(update, outcome.run(), due, now, asked);
    ReadyPosition.unset(update, Field.WORKER);
    ReadyPosition.unset(update, Field.CLAIM);
  }

  /**
   * Marks the task finished in place, out of every hot index; a tombstone loses what it carried.
   */
  static void over(Document update, Outcome outcome, Duration keep, long now) {
    KeptTask kept = KeptTask.of(outcome, keep);
    Document set = update.get("$set", Document.class);
    set.append(Field.READY_STATE, ReadyState.NONE.code())
        .append(Field.FINISHED, now)
        .append(Field.PURGE, now + Row.micros(kept.time()))
        .append(Field.RAN, EndRecord.NO_RECORD)
        .append(Field.TOMBSTONE, kept.tombstone());
    if (kept.tombstone()) {
      leaveTombstone(update);
    }
  }

  /** Leaves of a task who it was and how it ended. */
  static void leaveTombstone(Document update) {
    Document set = update.get("$set", Document.class);
    Document gone = Binding.carried();
    gone.keySet().forEach(set::remove);
    Optional.ofNullable(set.get(Field.RUN, Document.class)).ifPresent(run -> run.remove("cursor"));
    set.append(Field.SIZE, 0).append(Field.CURSOR_SIZE, 0);
    gone.keySet().forEach(f -> ReadyPosition.unset(update, f));
  }

  List<WriteResult> release(List<WriteKey> keys) {
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
    WriteResult[] results = new WriteResult[keys.size()];
    List<Integer> open = new ArrayList<>();
    List<End> asWere = new ArrayList<>();
    for (int i = 0; i < results.length; i++) {
      Optional<Row> row = Optional.ofNullable(held.get(keys.get(i).task()));
      Optional<Judge.Versions> versions = row.map(r -> Judge.Versions.of(r.from()));
      WriteKey key = keys.get(i);
      if (versions.filter(v -> v.open(key)).isPresent()) {
        open.add(i);
        asWere.add(new End(asWas(key, row.get())));
      } else {
        results[i] = versions.map(v -> v.judge(key)).orElse(WriteResult.GONE);
      }
    }
    List<WriteResult> settled = end(asWere);
    for (int n = 0; n < open.size(); n++) {
      results[open.get(n)] = settled.get(n);
    }
    return Arrays.asList(results);
  }

  /** A release is a settlement to the run before the claim, at the same place. */
  private static Settlement asWas(WriteKey key, Row row) {
    Run before = row.claim(false).run();
    return Settlement.release(key, Outcome.released(before, row.rank()));
  }
}
