package dev.stint.application.memory;

import dev.stint.application.spi.Steer;
import dev.stint.application.spi.SteerStore;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.policy.HeadPolicy;
import dev.stint.domain.store.SteerMove;
import dev.stint.domain.store.TakenKey;
import dev.stint.domain.task.VersionedTask;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** See {@link SteerStore}. */
final class MemorySteerStore implements SteerStore {

  private final TaskTable ledger;

  MemorySteerStore(TaskTable ledger) {
    this.ledger = ledger;
  }

  @Override
  public List<WriteResult> steer(List<Steer> changes) {
    synchronized (ledger) {
      return changes.stream().map(this::steer).toList();
    }
  }

  private WriteResult steer(Steer change) {
    Optional<StoredTask> cell = ledger.find(change.seen().spec().id());
    if (cell.isEmpty()) {
      return WriteResult.GONE;
    }
    if (change instanceof Steer.Move move) {
      return move(cell.get(), move);
    }
    return change instanceof Steer.Raise raise
        ? raise(cell.get(), raise)
        : adjust(cell.get(), (Steer.Adjust) change);
  }

  private WriteResult move(StoredTask cell, Steer.Move move) {
    VersionedTask seen = move.seen();
    boolean same = cell.fence.equals(seen.fence()) && cell.sequence == seen.sequence();
    SteerMove kind = SteerMove.of(cell.run, move.outcome());
    if (!same || cell.run.status() != seen.run().status() || kind == SteerMove.REFUSED) {
      return WriteResult.STALE;
    }
    if (kind.revives()) {
      return revive(cell, move, kind == SteerMove.REPLAY);
    }
    if (kind != SteerMove.TOMBSTONE) {
      ledger.leave(cell);
    }
    cell.sequence++;
    ledger.note(cell, move.notes());
    return ledger.apply(cell, move.outcome(), move.keep(), HeadPolicy.HOLD);
  }

  private WriteResult revive(StoredTask cell, Steer.Move move, boolean keepsResult) {
    if (cell.tombstone || keyTaken(cell)) {
      return WriteResult.STALE;
    }
    TakenKey.ofRestart(cell.spec)
        .ifPresent(
            k ->
                ledger.keys.put(
                    k.value(), new TaskTable.KeyRow(cell.spec.id(), k.scope(), Optional.empty())));
    ledger.note(cell, move.notes());
    ledger.revive(cell, move.outcome(), keepsResult);
    return WriteResult.APPLIED;
  }

  private boolean keyTaken(StoredTask cell) {
    return TakenKey.ofRestart(cell.spec)
        .flatMap(k -> StoredKey.of(ledger, k, cell.spec.id()))
        .filter(taken -> !taken.back())
        .isPresent();
  }

  private WriteResult raise(StoredTask cell, Steer.Raise raise) {
    if (!cell.fence.equals(raise.seen().fence()) || !running(cell)) {
      return WriteResult.STALE;
    }
    cell.signal = cell.signal.orStronger(raise.signal());
    return WriteResult.APPLIED;
  }

  private WriteResult adjust(StoredTask cell, Steer.Adjust adjust) {
    if (cell.run.status().finished() || !cell.fence.equals(adjust.seen().fence())) {
      return WriteResult.STALE;
    }
    ledger.inPlace(
        cell,
        () ->
            cell.adjust(
                adjust.priority().orElse(cell.priority),
                adjust.options().orElse(cell.spec.options())));
    return WriteResult.APPLIED;
  }

  private static boolean running(StoredTask cell) {
    return cell.run.running();
  }

  @Override
  public int clean(Sweep sweep) {
    synchronized (ledger) {
      Instant now = ledger.now();
      List<StoredTask> going =
          ledger.finished.values().stream()
              .filter(c -> matches(c, sweep, now))
              .limit(sweep.limit())
              .toList();
      if (!sweep.dryRun()) {
        going.forEach(c -> drop(c, sweep.historyOnly()));
        ledger.keys.values().removeIf(k -> k.until().filter(u -> !u.isAfter(now)).isPresent());
      }
      return going.size();
    }
  }

  private boolean matches(StoredTask cell, Sweep sweep, Instant now) {
    boolean asked =
        (sweep.types().isEmpty() || sweep.types().contains(cell.spec.line().type()))
            && (sweep.statuses().isEmpty() || sweep.statuses().contains(cell.run.status()));
    boolean noted = !sweep.historyOnly() || cell.notebook.filter(n -> !n.blank()).isPresent();
    Instant end = cell.finished.orElseThrow();
    boolean old =
        cell.tombstone
            ? !cell.purge.orElseThrow().isAfter(now)
            : sweep
                .age()
                .map(age -> !end.plus(age).isAfter(now))
                .orElse(!cell.purge.orElseThrow().isAfter(now));
    return asked && noted && old && ledger.waits.of(cell.spec.id()).isEmpty();
  }

  private void drop(StoredTask cell, boolean historyOnly) {
    cell.notebook = Optional.empty();
    if (!historyOnly) {
      ledger.finished.remove(cell.spec.id());
      cell.spec.key().ifPresent(k -> dropKey(cell, k));
    }
  }

  private void dropKey(StoredTask cell, IdempotencyKey key) {
    TaskTable.KeyRow row = ledger.keys.get(key.value());
    if (row == null || !row.task().equals(cell.spec.id())) {
      return;
    }
    Optional<Instant> until =
        TakenKey.keptUntil(key.scope(), cell.finished.orElseThrow())
            .filter(u -> u.isAfter(ledger.now()));
    if (until.isPresent()) {
      ledger.keys.put(key.value(), new TaskTable.KeyRow(row.task(), row.scope(), until));
    } else {
      ledger.keys.remove(key.value());
    }
  }
}
