package dev.stint.jdbc;

import dev.stint.application.spi.Steer;
import dev.stint.application.spi.SteerStore;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Due;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Payload;
import dev.stint.domain.SerialKey;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.SerialKeyRules;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.policy.HeadPolicy;
import dev.stint.domain.store.KeptTask;
import dev.stint.domain.store.ReadyState;
import dev.stint.domain.store.SteerMove;
import dev.stint.domain.store.TakenKey;
import dev.stint.domain.task.VersionedTask;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** See {@link SteerStore}. */
final class JdbcSteerStore implements SteerStore {

  private final Database database;
  private final DialectOperations operations;
  private final Statements sql;
  private final Cleaning cleaning;
  private final RunHistory history;
  private final NoteWriter notes;

  JdbcSteerStore(Database database, DialectOperations operations) {
    this.database = database;
    this.operations = operations;
    this.sql = database.statements();
    this.cleaning = new Cleaning(database, operations);
    this.history = new RunHistory(database);
    this.notes = new NoteWriter(database);
  }

  @Override
  public List<WriteResult> steer(List<Steer> changes) {
    return database.change(
        handle -> {
          TransactionEffects after = new TransactionEffects(sql, operations.keys());
          List<WriteResult> results = changes.stream().map(c -> steer(handle, c, after)).toList();
          Set<UUID> wakesOwed = after.settle(handle, database.clock().micros());
          return IntStream.range(0, results.size())
              .mapToObj(i -> withWake(results.get(i), changes.get(i), wakesOwed))
              .toList();
        });
  }

  private static WriteResult withWake(WriteResult result, Steer change, Set<UUID> wakesOwed) {
    boolean ends = change instanceof Steer.Move move && move.outcome().finished();
    return ends && result.landed() && wakesOwed.contains(id(change.seen()))
        ? WriteResult.applied(true)
        : result;
  }

  @Override
  public int clean(Sweep sweep) {
    return cleaning.clean(sweep);
  }

  private WriteResult steer(Handle handle, Steer change, TransactionEffects after) {
    boolean landed;
    if (change instanceof Steer.Move move) {
      landed = move(handle, move, after);
    } else if (change instanceof Steer.Raise raise) {
      landed = raise(handle, raise);
    } else {
      landed = adjust(handle, (Steer.Adjust) change);
      key(change).ifPresent(after.handover()::waits);
    }
    if (landed) {
      return WriteResult.APPLIED;
    }
    boolean there =
        handle
            .createQuery(sql.get("judge"))
            .bind("id", id(change.seen()))
            .map((rs, c) -> true)
            .findFirst()
            .isPresent();
    return there ? WriteResult.STALE : WriteResult.GONE;
  }

  /** None for a task that is set apart: what is stored for it has no name here. */
  private static @Nullable String status(VersionedTask seen) {
    boolean known = StoredCodes.unknown(seen.run()).isEmpty();
    return known ? seen.run().status().name() : null;
  }

  private static UUID id(VersionedTask seen) {
    return seen.spec().id().value();
  }

  private static Optional<String> key(Steer change) {
    return change.seen().spec().serialKey().map(SerialKey::value);
  }

  private boolean move(Handle handle, Steer.Move move, TransactionEffects after) {
    boolean landed = write(handle, move, after);
    if (landed) {
      VersionedTask seen = move.seen();
      notes.messages(handle, seen.spec().id(), seen.fence(), seen.sequence() + 1, move.messages());
    }
    if (landed && !move.outcome().finished()) {
      key(move).ifPresent(name -> stands(after.handover(), move, name));
    }
    return landed;
  }

  /** It waits for its turn if it can be claimed now, and gives its key up where it must. */
  private static void stands(SerialKeyHandover handover, Steer.Move move, String key) {
    handover.comes(id(move.seen()), key);
    if (!SerialKeyRules.keeps(move.outcome().run(), HeadPolicy.HOLD)) {
      handover.leaves(id(move.seen()), key);
    }
  }

  private boolean write(Handle handle, Steer.Move move, TransactionEffects after) {
    SteerMove kind = SteerMove.of(move.seen().run(), move.outcome());
    return switch (kind) {
      case REFUSED -> false;
      case LIVE -> live(handle, move);
      case END -> over(handle, move, after);
      case TOMBSTONE -> leaveTombstone(handle, move, after);
      case RESTART, REPLAY -> revive(handle, move, kind == SteerMove.REPLAY);
    };
  }

  private boolean live(Handle handle, Steer.Move move) {
    long now = database.clock().micros();
    Outcome outcome = move.outcome();
    boolean unchanged = outcome.due() instanceof Due.Unchanged;
    Instant at = Row.instant(now);
    Long due = unchanged ? null : (Long) Row.micros(outcome.due().on(at, at));
    return seen(Binding.run(handle.createUpdate(sql.get("steer_live")), outcome.run()), move.seen())
            .bind("seenStatus", status(move.seen()))
            .bind("due", due)
            .bind("now", now)
            .bind("rank", outcome.rank().ordinal())
            .bind("readyState", ReadyState.onceDue(outcome.run()).code())
            .execute()
        == 1;
  }

  private boolean over(Handle handle, Steer.Move move, TransactionEffects after) {
    long now = database.clock().micros();
    KeptTask kept = KeptTask.of(move.outcome(), move.keep());
    boolean copied =
        seen(
                    Binding.run(handle.createUpdate(sql.get("steer_over")), move.outcome().run()),
                    move.seen())
                .bind("seenStatus", status(move.seen()))
                .bind("now", now)
                .bind("purge", now + Row.micros(kept.time()))
                .bind("tombstone", kept.tombstone() ? 1 : 0)
                .bind("none", Binding.NONE)
                .execute()
            == 1;
    if (copied) {
      after.over(TaskLinks.cut(handle, sql, id(move.seen())));
    }
    return copied;
  }

  private boolean leaveTombstone(Handle handle, Steer.Move move, TransactionEffects after) {
    after.owes(id(move.seen()));
    return leaveOwnTombstone(handle, move)
        || operations.exhume(handle, id(move.seen())) && leaveOwnTombstone(handle, move);
  }

  private boolean leaveOwnTombstone(Handle handle, Steer.Move move) {
    return seen(handle.createUpdate(sql.get("steer_tombstone")), move.seen())
            .bind("purge", database.clock().micros() + Row.micros(KeptTask.TOMBSTONE.time()))
            .bind("none", Binding.NONE)
            .execute()
        == 1;
  }

  private boolean revive(Handle handle, Steer.Move move, boolean keepsResult) {
    if (!holdsKey(handle, move.seen())) {
      return false;
    }
    boolean copied =
        seen(
                    Binding.run(handle.createUpdate(sql.get("restart")), move.outcome().run()),
                    move.seen())
                .bind("now", database.clock().micros())
                .bind("keepsResult", keepsResult ? 1 : 0)
                .bind("none", Binding.NONE)
                .execute()
            == 1;
    if (copied) {
      handle
          .createQuery(sql.get("finished_row"))
          .bind("id", id(move.seen()))
          .map((rs, c) -> new Row(rs).task())
          .forEach(ended -> history.addEnd(handle, ended));
      handle.createUpdate(sql.get("delete_finished")).bind("id", id(move.seen())).execute();
    }
    return copied;
  }

  /** Takes the task's ACTIVE key (again); false if it names another unfinished task. */
  private boolean holdsKey(Handle handle, VersionedTask seen) {
    return TakenKey.ofRestart(seen.spec()).map(k -> takeKey(handle, k, id(seen))).orElse(true);
  }

  private boolean takeKey(Handle handle, IdempotencyKey key, UUID id) {
    Optional<UUID> holder =
        handle
            .createQuery(sql.get("find_key"))
            .bind("name", key.value())
            .map((rs, c) -> Row.uuid(rs, "task"))
            .findFirst();
    boolean taken =
        holder
            .map(h -> new StoredKey(id, h, key.scope(), () -> true, () -> live(handle, h)))
            .filter(k -> !k.back())
            .isPresent();
    if (taken) {
      return false;
    }
    // Its own row is passed to itself, too: that locks it against a request of the same moment.
    return handle
            .createUpdate(sql.get(holder.isPresent() ? "pass_key" : "take_key"))
            .bind("name", key.value())
            .bind("task", id)
            .bind("scope", key.scope().name())
            .bind("before", holder.orElse(id))
            .execute()
        == 1;
  }

  private boolean live(Handle handle, UUID task) {
    return handle
        .createQuery(sql.get("is_live"))
        .bind("id", task)
        .mapTo(Integer.class)
        .findFirst()
        .isPresent();
  }

  private boolean raise(Handle handle, Steer.Raise raise) {
    return handle
            .createUpdate(sql.get("raise"))
            .bind("id", id(raise.seen()))
            .bind("fence", raise.seen().fence().value())
            .bind("signal", raise.signal().ordinal())
            .execute()
        == 1;
  }

  private boolean adjust(Handle handle, Steer.Adjust adjust) {
    return handle
            .createUpdate(sql.get("adjust"))
            .bind("id", id(adjust.seen()))
            .bind("fence", adjust.seen().fence().value())
            .bind("priority", adjust.priority().orElse(null))
            .bind("options", adjust.options().map(Payload::bytes).orElse(null))
            .execute()
        == 1;
  }

  private static Update seen(Update update, VersionedTask seen) {
    return update
        .bind("id", id(seen))
        .bind("fence", seen.fence().value())
        .bind("sequence", seen.sequence());
  }
}
