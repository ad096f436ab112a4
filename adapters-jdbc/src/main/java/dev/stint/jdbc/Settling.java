package dev.stint.jdbc;

import dev.stint.application.spi.Settled;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Due;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.SerialKeyRules;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.store.KeptTask;
import dev.stint.domain.store.ReadyState;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Ends stints: those that ended alike and plainly in one statement, the others one by one. */
final class Settling {

  private final Database database;
  private final DialectOperations operations;
  private final Statements sql;
  private final Judge judge;
  private final NoteWriter notes;
  private final RunHistory history;

  Settling(Database database, DialectOperations operations, Judge judge, NoteWriter notes) {
    this.database = database;
    this.operations = operations;
    this.sql = database.statements();
    this.judge = judge;
    this.notes = notes;
    this.history = new RunHistory(database);
  }

  List<WriteResult> settle(Handle handle, List<Settlement> settlements) {
    return settle(handle, settlements, new SerialKeyHandover(operations.keys())).landings();
  }

  Settled settle(Handle handle, List<Settlement> settlements, SerialKeyHandover handover) {
    long now = database.clock().micros();
    TransactionEffects after = new TransactionEffects(sql, handover);
    Set<UUID> done = finish(handle, settlements, now, after);
    WriteResult[] results = new WriteResult[settlements.size()];
    for (int i : LockOrder.byId(settlements, s -> s.key().task())) {
      Settlement settlement = settlements.get(i);
      results[i] =
          done.contains(settlement.key().task().value())
              ? WriteResult.APPLIED
              : settleOne(handle, settlement, now, after);
    }
    Set<UUID> wakesOwed = after.settle(handle, now);
    for (int i = 0; i < results.length; i++) {
      results[i] = withWake(results[i], settlements.get(i).key(), wakesOwed);
    }
    Keys.HandedOn handed = after.handedOn();
    boolean others = handed.given() > handed.successors().size();
    return new Settled(List.of(results), handed.successors(), others);
  }

  /** Those that ended alike and plainly, in one go. */
  private Set<UUID> finish(
      Handle handle, List<Settlement> settlements, long now, TransactionEffects after) {
    Set<UUID> done = new HashSet<>();
    SettlementGroup.groups(settlements)
        .forEach(
            (group, tasks) -> {
              for (TaskLinks links : operations.finish(handle, group, tasks, now)) {
                after.over(links);
                done.add(links.id());
              }
            });
    return done;
  }

  static WriteResult withWake(WriteResult result, WriteKey key, Set<UUID> wakesOwed) {
    return result.landed() && wakesOwed.contains(key.task().value())
        ? WriteResult.applied(true)
        : result;
  }

  private WriteResult settleOne(
      Handle handle, Settlement settlement, long now, TransactionEffects after) {
    int pending = 0;
    while (true) {
      Outcome outcome = settlement.outcome().under(StoredCodes.signal(pending));
      if (write(handle, settlement, outcome, pending, now)) {
        landed(handle, settlement, outcome, now, after);
        return WriteResult.APPLIED;
      }
      Optional<Judge.Versions> stored = judge.versions(handle, settlement.key().task());
      boolean open = stored.filter(v -> v.open(settlement.key())).isPresent();
      if (!open || stored.get().pending() == pending) {
        return judge.of(handle, settlement.key());
      }
      pending = stored.get().pending();
    }
  }

  private void landed(
      Handle handle, Settlement settlement, Outcome outcome, long now, TransactionEffects after) {
    WriteKey key = settlement.key();
    notes.write(handle, key, settlement.notes());
    if (!outcome.finished()) {
      settlement.recorded(outcome).ifPresent(run -> history.add(handle, settlement, run, now));
    }
    if (settlement.notes().milestone()) {
      after.owes(key.task().value());
    }
    if (outcome.finished()) {
      after.over(TaskLinks.cut(handle, sql, key.task().value()));
    } else if (!SerialKeyRules.keeps(outcome.run(), settlement.head())) {
      TaskLinks.of(handle, sql, key.task().value())
          .serialKey()
          .ifPresent(name -> after.handover().stepsAside(key.task().value(), name));
    }
  }

  private boolean write(
      Handle handle, Settlement settlement, Outcome outcome, int pending, long now) {
    return outcome.finished()
        ? over(handle, settlement, outcome, pending, now)
        : live(handle, settlement, outcome, pending, now);
  }

  private boolean live(
      Handle handle, Settlement settlement, Outcome outcome, int pending, long now) {
    boolean sameDue = outcome.due() instanceof Due.Unchanged;
    Update update = handle.createUpdate(sql.get(sameDue ? "settle_same_due" : "settle_live"));
    bind(update, settlement, outcome, pending);
    if (sameDue) {
      update.bind("now", now).bind("readyState", ReadyState.onceDue(outcome.run()).code());
    } else {
      Instant at = Row.instant(now);
      long due = Row.micros(outcome.due().on(at, at));
      update.bind("due", due).bind("readyState", ReadyState.of(outcome.run(), due <= now).code());
    }
    return update.bind("rank", outcome.rank().ordinal()).execute() == 1;
  }

  private boolean over(
      Handle handle, Settlement settlement, Outcome outcome, int pending, long now) {
    KeptTask kept = KeptTask.of(outcome, settlement.keep());
    Update update = handle.createUpdate(sql.get("settle_over"));
    bind(update, settlement, outcome, pending);
    return update
            .bind("now", now)
            .bind("purge", now + Row.micros(kept.time()))
            .bind("tombstone", kept.tombstone() ? 1 : 0)
            .bind("none", Binding.NONE)
            .bind("ran", settlement.end(outcome).micros())
            .bind("records", settlement.history())
            .execute()
        == 1;
  }

  private static void bind(Update update, Settlement settlement, Outcome outcome, int pending) {
    Binding.key(update, settlement.key());
    Binding.run(update, outcome.run());
    Binding.notes(update, settlement.notes()).bind("signal", pending);
  }

  List<WriteResult> release(Handle handle, List<WriteKey> keys) {
    TransactionEffects after = new TransactionEffects(sql, operations.keys());
    WriteResult[] results = new WriteResult[keys.size()];
    for (int i : LockOrder.byId(keys, WriteKey::task)) {
      results[i] = releaseOne(handle, keys.get(i), after);
    }
    Set<UUID> wakesOwed = after.settle(handle, database.clock().micros());
    for (int i = 0; i < results.length; i++) {
      results[i] = withWake(results[i], keys.get(i), wakesOwed);
    }
    return List.of(results);
  }

  private WriteResult releaseOne(Handle handle, WriteKey key, TransactionEffects after) {
    if (Binding.key(handle.createUpdate(sql.get("release")), key).execute() == 1) {
      return WriteResult.APPLIED;
    }
    Optional<Judge.Versions> stored = judge.versions(handle, key.task());
    boolean signalled = stored.filter(v -> v.open(key) && v.pending() != 0).isPresent();
    if (!signalled) {
      return judge.of(handle, key);
    }
    Settlement asWas = asWas(handle, key);
    return settleOne(handle, asWas, database.clock().micros(), after);
  }

  /** A release under a signal is a settlement to the status before the claim. */
  private Settlement asWas(Handle handle, WriteKey key) {
    return handle
        .createQuery(sql.get("find"))
        .bind("id", key.task().value())
        .map((rs, c) -> Ranked.of(rs))
        .map(r -> Settlement.release(key, Outcome.released(r.claim().run(), r.rank())))
        .one();
  }
}
