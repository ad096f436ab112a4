package dev.stint.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.result.UpdateResult;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.SteerStore;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Due;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.SerialKey;
import dev.stint.domain.life.ClaimRank;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.SerialKeyRules;
import dev.stint.domain.life.Signal;
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
import org.bson.Document;
import org.bson.types.Binary;

/** See {@link SteerStore}. */
final class MongoSteerStore implements SteerStore {

  private static final FindOneAndUpdateOptions OWED_BEFORE =
      new FindOneAndUpdateOptions().projection(Projections.include(Field.OWES));

  private final Database database;
  private final Cleaning cleaning;
  private final SerialKeys serialKeys;
  private final NoteWriter notes;
  private final Keys keys = new Keys();

  MongoSteerStore(Database database, MongoRequestStore requests) {
    this.database = database;
    this.notes = new NoteWriter(database, requests);
    this.cleaning = new Cleaning(database);
    this.serialKeys = new SerialKeys(database);
  }

  @Override
  public List<WriteResult> steer(List<Steer> changes) {
    return database.call(() -> changes.stream().map(this::steer).toList());
  }

  @Override
  public int clean(Sweep sweep) {
    return database.call(() -> cleaning.clean(sweep, database.clock().micros()));
  }

  private WriteResult steer(Steer change) {
    boolean landed;
    if (change instanceof Steer.Move move) {
      WriteResult moved = move(move, database.clock().micros());
      if (moved.landed()) {
        if (!move.messages().isEmpty()) {
          notes.deliver(List.of(move.seen().spec().id()));
        }
        pass(move.seen());
        return moved;
      }
      landed = false;
    } else if (change instanceof Steer.Raise raise) {
      landed = raise(raise);
    } else {
      landed = adjust((Steer.Adjust) change);
    }
    return landed
        ? WriteResult.APPLIED
        : there(change.seen()) ? WriteResult.STALE : WriteResult.GONE;
  }

  /** A task with a serial key may have given it up now, or have come to wait for it. */
  private void pass(VersionedTask seen) {
    if (keyed(seen).isPresent()) {
      stored(seen)
          .filter(d -> d.containsKey(Field.TURN_AT))
          .map(SerialKeys.Mark::on)
          .ifPresent(mark -> serialKeys.pass(List.of(mark)));
    }
  }

  private static Optional<String> keyed(VersionedTask seen) {
    return seen.spec().serialKey().map(SerialKey::value);
  }

  private Optional<Document> stored(VersionedTask seen) {
    return Optional.ofNullable(
        database.tasks().find(Filters.eq(Field.ID, seen.spec().id().value())).first());
  }

  private boolean there(VersionedTask seen) {
    return database
            .tasks()
            .find(Filters.eq(Field.ID, seen.spec().id().value()))
            .projection(Judge.VERSIONS)
            .first()
        != null;
  }

  /** Answers STALE if the task did not stand as it was seen, or was not there. */
  private WriteResult move(Steer.Move move, long now) {
    SteerMove kind = SteerMove.of(move.seen().run(), move.outcome());
    return switch (kind) {
      case REFUSED -> WriteResult.STALE;
      case LIVE -> landed(keyed(move.seen()).isPresent() ? liveKeyed(move, now) : live(move, now));
      case END -> over(move, now);
      case TOMBSTONE -> leaveTombstone(move, now);
      case RESTART, REPLAY -> landed(revive(move, now, kind == SteerMove.REPLAY));
    };
  }

  private static WriteResult landed(boolean landed) {
    return landed ? WriteResult.APPLIED : WriteResult.STALE;
  }

  /** The task as it was seen; one that is set apart may have any status but RUNNING. */
  private static Document seen(VersionedTask seen) {
    boolean apart = StoredCodes.unknown(seen.run()).isPresent();
    Document filter =
        new Document(Field.ID, seen.spec().id().value())
            .append(Field.FENCE, seen.fence().value())
            .append(Field.SEQUENCE, seen.sequence());
    return apart
        ? filter.append(Field.READY_STATE, new Document("$ne", ReadyPosition.RUNNING))
        : filter.append(Field.STATUS, seen.run().status().name());
  }

  private boolean landed(Document filter, Document update) {
    UpdateResult result = database.tasks().updateOne(filter, update);
    return result.getMatchedCount() == 1;
  }

  /** A move that leaves the task live, with its messages. */
  private boolean moved(Steer.Move move, Document filter, Document update, long now) {
    NoteWriter.owe(update, move, now);
    return landed(filter, update);
  }

  private static Document moving(Document set) {
    return new Document("$set", set).append("$inc", new Document(Field.SEQUENCE, 1L));
  }

  private boolean live(Steer.Move move, long now) {
    Outcome outcome = move.outcome();
    Document set = Binding.run(outcome.run()).append(Field.RANK, outcome.rank().ordinal());
    if (!(outcome.due() instanceof Due.Unchanged)) {
      Instant at = Row.instant(now);
      long due = Row.micros(outcome.due().on(at, at));
      set.append(Field.DUE, due)
          .append(Field.READY_STATE, ReadyState.of(outcome.run(), due <= now).code());
      return moved(move, seen(move.seen()), moving(set), now);
    }
    // Where it stands follows from the due time stored: of the two, at most one matches.
    Document due = seen(move.seen()).append(Field.DUE, new Document("$lte", now));
    Document later = seen(move.seen()).append(Field.DUE, new Document("$gt", now));
    int onceDue = ReadyState.of(outcome.run(), true).code();
    int before = ReadyState.of(outcome.run(), false).code();
    return moved(move, due, moving(new Document(set).append(Field.READY_STATE, onceDue)), now)
        || moved(move, later, moving(new Document(set).append(Field.READY_STATE, before)), now);
  }

  /** The same of a task with a serial key, which must not come to be ready without holding it. */
  private boolean liveKeyed(Steer.Move move, long now) {
    Optional<Document> stored = stored(move.seen());
    if (stored.isEmpty()) {
      return false;
    }
    Outcome outcome = move.outcome();
    boolean held = stored.get().getBoolean(Field.HOLDS, false);
    boolean keeps = held && SerialKeyRules.keeps(outcome.run(), HeadPolicy.HOLD);
    Instant before = Row.instant(stored.get().getLong(Field.DUE));
    long due = Row.micros(outcome.due().on(Row.instant(now), before));
    Document set = Binding.run(outcome.run()).append(Field.RANK, outcome.rank().ordinal());
    Document update = moving(set.append(Field.DUE, due));
    if (held && !keeps) {
      ReadyPosition.giveUp(update, now);
    }
    ReadyPosition.put(update, outcome.run(), due, now, keyed(move.seen()).filter(k -> !keeps));
    if (!set.containsKey(Field.TURN_KEY)) {
      ReadyPosition.unset(update, Field.TURN_KEY);
    }
    Document filter = seen(move.seen()).append(Field.HOLDS, held ? true : null);
    return moved(move, filter, update, now);
  }

  private WriteResult over(Steer.Move move, long now) {
    for (boolean waited : new boolean[] {false, true}) {
      Document set = Binding.run(move.outcome().run()).append(Field.SIGNAL, Signal.NONE.ordinal());
      Document update = moving(set);
      Document seen = seen(move.seen());
      Settling.over(update, move.outcome(), move.keep(), now);
      Fencing.owe(seen, set, waited, now);
      if (keyed(move.seen()).isPresent()) {
        ReadyPosition.giveUp(update, now);
        ReadyPosition.unset(update, Field.TURN_KEY);
      }
      if (landed(seen, update)) {
        return WriteResult.applied(waited);
      }
    }
    return WriteResult.STALE;
  }

  /** Leaves only a tombstone of a finished task, which may owe somebody since its end. */
  private WriteResult leaveTombstone(Steer.Move move, long now) {
    Document set =
        new Document(Field.TOMBSTONE, true)
            .append(Field.PURGE, now + Row.micros(KeptTask.TOMBSTONE.time()));
    Document update = moving(set);
    Settling.leaveTombstone(update);
    ReadyPosition.unset(update, "run.cursor");
    Document before = database.tasks().findOneAndUpdate(seen(move.seen()), update, OWED_BEFORE);
    return before == null ? WriteResult.STALE : WriteResult.applied(before.containsKey(Field.OWES));
  }

  /** Brings a finished task back, a change of hands, unless its ACTIVE key went to another. */
  private boolean revive(Steer.Move move, long now, boolean keepsResult) {
    Optional<IdempotencyKey> active = TakenKey.ofRestart(move.seen().spec());
    Document filter = seen(move.seen()).append(Field.TOMBSTONE, false);
    if (active.isPresent()) {
      Optional<Integer> seals = keys.takeBack(Scope.alone(database), move.seen());
      if (seals.isEmpty()) {
        return false;
      }
      // An absent count matches null, which is how none is stored.
      filter.append(Field.SEALS, seals.get() == 0 ? null : seals.get());
    }
    Optional<Document> ended = stored(move.seen());
    if (ended.isEmpty() || ended.get().getLong(Field.FINISHED) == null) {
      return false;
    }
    Document set =
        Binding.run(move.outcome().run())
            .append(Field.FENCE, move.seen().fence().next(Row.instant(now)).value())
            .append(Field.SEQUENCE, 0L)
            .append(Field.SIGNAL, Signal.NONE.ordinal())
            .append(Field.DUE, now)
            .append(Field.RANK, ClaimRank.ORDINARY.ordinal())
            .append(Field.HISTORY, RunHistory.ended(ended.get()))
            .append(Field.NOTED, true);
    Document gone =
        new Document(Field.FINISHED, "")
            .append(Field.PURGE, "")
            .append(Field.TOMBSTONE, "")
            .append(Field.RAN, "")
            .append(Field.RECORDS, "")
            .append(Field.WORKER, "")
            .append(Field.CLAIM, "");
    if (!keepsResult) {
      gone.append(Field.RESULT, "");
    }
    Document update = new Document("$set", set).append("$unset", gone);
    ReadyPosition.put(update, move.outcome().run(), now, now, keyed(move.seen()));
    return moved(move, filter, update, now);
  }

  private boolean raise(Steer.Raise raise) {
    return landed(
        new Document(Field.ID, raise.seen().spec().id().value())
            .append(Field.FENCE, raise.seen().fence().value())
            .append(Field.READY_STATE, ReadyPosition.RUNNING),
        new Document("$max", new Document(Field.SIGNAL, raise.signal().ordinal())));
  }

  private boolean adjust(Steer.Adjust adjust) {
    Document set = new Document();
    adjust.priority().ifPresent(p -> set.append(Field.PRIORITY, p));
    adjust.options().ifPresent(o -> set.append(Field.OPTIONS, new Binary(o.bytes())));
    Document filter =
        new Document(Field.ID, adjust.seen().spec().id().value())
            .append(Field.FENCE, adjust.seen().fence().value())
            .append(Field.FINISHED, null);
    // With nothing to change it is still asked whether it could be changed.
    set.append(Field.FENCE, adjust.seen().fence().value());
    return landed(filter, new Document("$set", set));
  }
}
