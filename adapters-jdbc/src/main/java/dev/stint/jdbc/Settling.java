package dev.stint.jdbc;

import dev.stint.application.spi.Landing;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.WriteKey;
import dev.stint.domain.Due;
import dev.stint.domain.life.ClaimRank;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Signal;
import java.time.Duration;
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

  static final long TOMBSTONE = Duration.ofMinutes(10).toNanos() / 1_000;

  private final Database database;
  private final Statements sql;
  private final Judge judge;
  private final NoteWriter notes;

  Settling(Database database, Judge judge, NoteWriter notes) {
    this.database = database;
    this.sql = database.statements();
    this.judge = judge;
    this.notes = notes;
  }

  List<Landing> settle(Handle handle, List<Settlement> settlements) {
    long now = database.clock().micros();
    Set<UUID> done = new HashSet<>();
    Alike.groups(settlements)
        .forEach((alike, tasks) -> done.addAll(database.bulk().finish(handle, alike, tasks, now)));
    Landing[] landings = new Landing[settlements.size()];
    for (int i : JdbcRunStore.inIdOrder(settlements, s -> s.key().task())) {
      Settlement settlement = settlements.get(i);
      landings[i] =
          done.contains(settlement.key().task().value())
              ? Landing.APPLIED
              : settleOne(handle, settlement, now);
    }
    return List.of(landings);
  }

  private Landing settleOne(Handle handle, Settlement settlement, long now) {
    Signal signal = Signal.NONE;
    while (true) {
      if (write(handle, settlement, settlement.outcome().under(signal), signal, now)) {
        notes.write(handle, settlement.key(), settlement.notes());
        notes.remember(
            handle, settlement.key(), settlement.outcome().under(signal).run(), settlement.ran());
        return Landing.APPLIED;
      }
      Optional<Judge.Versions> stored = judge.versions(handle, settlement.key().task());
      boolean ours =
          stored
              .filter(v -> v.owned(settlement.key()))
              .filter(v -> v.sequence() == settlement.key().sequence() - 1)
              .isPresent();
      if (!ours || stored.get().signal() == signal) {
        return judge.of(handle, settlement.key());
      }
      signal = stored.get().signal();
    }
  }

  private boolean write(
      Handle handle, Settlement settlement, Outcome outcome, Signal signal, long now) {
    return outcome.finished()
        ? over(handle, settlement, outcome, signal, now)
        : live(handle, settlement, outcome, signal, now);
  }

  private boolean live(
      Handle handle, Settlement settlement, Outcome outcome, Signal signal, long now) {
    boolean sameDue = outcome.due() instanceof Due.Unchanged;
    Update update = handle.createUpdate(sql.get(sameDue ? "settle_same_due" : "settle_live"));
    bind(update, settlement, outcome, signal);
    if (sameDue) {
      update.bind("now", now).bind("stand", Stand.onceDue(outcome.run()));
    } else {
      Instant at = Row.instant(now);
      long due = Row.micros(outcome.due().on(at, at));
      update.bind("due", due).bind("stand", Stand.of(outcome.run(), due, now));
    }
    return update.bind("rank", outcome.rank().ordinal()).execute() == 1;
  }

  private boolean over(
      Handle handle, Settlement settlement, Outcome outcome, Signal signal, long now) {
    boolean tombstone = outcome.removed() || settlement.keep().isZero();
    Update update = handle.createUpdate(sql.get("settle_over"));
    bind(update, settlement, outcome, signal);
    boolean copied =
        update
                .bind("now", now)
                .bind("purge", now + (tombstone ? TOMBSTONE : micros(settlement.keep())))
                .bind("tombstone", tombstone ? 1 : 0)
                .bind("none", Binding.NONE)
                .execute()
            == 1;
    if (copied) {
      handle
          .createUpdate(sql.get("delete_live"))
          .bind("id", settlement.key().task().value())
          .execute();
    }
    return copied;
  }

  private static void bind(Update update, Settlement settlement, Outcome outcome, Signal signal) {
    Binding.key(update, settlement.key());
    Binding.run(update, outcome.run());
    Binding.notes(update, settlement.notes()).bind("signal", signal.ordinal());
  }

  List<Landing> release(Handle handle, List<WriteKey> keys) {
    Landing[] landings = new Landing[keys.size()];
    for (int i : JdbcRunStore.inIdOrder(keys, WriteKey::task)) {
      landings[i] = releaseOne(handle, keys.get(i));
    }
    return List.of(landings);
  }

  private Landing releaseOne(Handle handle, WriteKey key) {
    if (Binding.key(handle.createUpdate(sql.get("release")), key).execute() == 1) {
      return Landing.APPLIED;
    }
    Optional<Judge.Versions> stored = judge.versions(handle, key.task());
    boolean signalled =
        stored
            .filter(v -> v.owned(key) && v.sequence() == key.sequence() - 1)
            .filter(v -> v.signal() != Signal.NONE)
            .isPresent();
    if (!signalled) {
      return judge.of(handle, key);
    }
    Settlement asWas = asWas(handle, key);
    return settleOne(handle, asWas, database.clock().micros());
  }

  /** A release under a signal is a settlement to the status before the claim. */
  private Settlement asWas(Handle handle, WriteKey key) {
    Run before =
        handle
            .createQuery(sql.get("find"))
            .bind("id", key.task().value())
            .map((rs, c) -> new Row(rs).claim(false).run())
            .one();
    Outcome outcome = new Outcome(before, Due.UNCHANGED, ClaimRank.ORDINARY, false);
    return new Settlement(key, outcome, Notes.NONE, Duration.ZERO, Duration.ZERO);
  }

  static long micros(Duration duration) {
    return Math.addExact(
        Math.multiplyExact(duration.getSeconds(), 1_000_000L), duration.getNano() / 1_000);
  }
}
