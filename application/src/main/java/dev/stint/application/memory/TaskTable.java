package dev.stint.application.memory;

import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Fence;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Line;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.ClaimRank;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.RunRecord;
import dev.stint.domain.life.SerialKeyRules;
import dev.stint.domain.life.Signal;
import dev.stint.domain.policy.HeadPolicy;
import dev.stint.domain.store.ClaimOrder;
import dev.stint.domain.store.KeptTask;
import dev.stint.domain.store.ReadyState;
import dev.stint.domain.task.HistoryRow;
import dev.stint.domain.task.TaskMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** Every task and where it stands. Each method is called with the ledger's monitor held. */
final class TaskTable {

  final Map<TaskId, StoredTask> live = new HashMap<>();
  final Map<TaskId, StoredTask> finished = new LinkedHashMap<>();
  final Map<Line, NavigableSet<StoredTask>> ready = new HashMap<>();
  final Map<Line, NavigableSet<StoredTask>> suspects = new HashMap<>();
  final NavigableSet<StoredTask> later = new TreeSet<>(StoredTask.DUE_ORDER);
  final Map<WorkerId, Map<TaskId, StoredTask>> running = new LinkedHashMap<>();
  final Map<String, KeyRow> keys = new HashMap<>();
  final Waits waits = new Waits();
  private final SerialKeys serialKeys = new SerialKeys();
  private final InstantSource clock;
  private long arrivals;

  /** An idempotency key, the task it names, and until when it does once that is gone. */
  record KeyRow(TaskId task, IdempotencyKey.Scope scope, Optional<Instant> until) {}

  TaskTable(InstantSource clock) {
    this.clock = clock;
  }

  /** In microseconds, as every store keeps its times. */
  Instant now() {
    return kept(clock.instant());
  }

  private static Instant kept(Instant moment) {
    return moment.truncatedTo(ChronoUnit.MICROS);
  }

  Optional<StoredTask> find(TaskId task) {
    StoredTask cell = live.get(task);
    return Optional.ofNullable(cell != null ? cell : finished.get(task));
  }

  /** Puts a live task where its status and due time belong. */
  void stand(StoredTask cell) {
    live.put(cell.spec.id(), cell);
    if (cell.run.running()) {
      WorkerId worker = cell.claim.orElseThrow().worker();
      running.computeIfAbsent(worker, w -> new LinkedHashMap<>()).put(cell.spec.id(), cell);
      return;
    }
    switch (readyState(cell)) {
      case TURN -> serialKeys.queue(cell);
      case LATER -> later.add(cell);
      case READY, SUSPECT -> comeDue(cell);
      case NONE -> {}
    }
  }

  private ReadyState readyState(StoredTask cell) {
    return ReadyState.of(cell.run, !cell.due.isAfter(now()));
  }

  /** A claimable task that is due is ready, unless another one holds its serial key. */
  void comeDue(StoredTask cell) {
    if (cell.spec.serialKey().isEmpty() || serialKeys.takes(cell)) {
      makeReady(cell);
    } else {
      cell.run = SerialKeyRules.waiting(cell.run);
      serialKeys.queue(cell);
    }
  }

  /** Hands the key on that the task no longer keeps. */
  private void pass(StoredTask cell, HeadPolicy head) {
    if (cell.spec.serialKey().isPresent() && !SerialKeyRules.keeps(cell.run, head)) {
      serialKeys
          .pass(cell)
          .ifPresent(
              next -> {
                next.run = SerialKeyRules.granted(next.run);
                makeReady(next);
              });
    }
  }

  /** Who holds the serial key of that task, if it has one and somebody does. */
  Optional<StoredTask> holder(TaskId task) {
    return find(task).flatMap(c -> c.spec.serialKey()).flatMap(serialKeys::holder);
  }

  /** A new task's cell, which stands nowhere yet. */
  StoredTask take(NewTask task) {
    Instant now = now();
    return new StoredTask(task.spec(), task.run(), kept(task.due().on(now, now)), now, arrivals++);
  }

  /** Whether a new task could be claimed at once. */
  boolean free(StoredTask cell) {
    return readyState(cell).ready() && (cell.spec.serialKey().isEmpty() || serialKeys.takes(cell));
  }

  void makeReady(StoredTask cell) {
    lines(ReadyState.onceDue(cell.run))
        .computeIfAbsent(cell.spec.line(), l -> new TreeSet<>(ClaimOrder.COMPARATOR))
        .add(cell);
  }

  private Map<Line, NavigableSet<StoredTask>> lines(ReadyState state) {
    return state == ReadyState.SUSPECT ? suspects : ready;
  }

  /** Takes a live task from where it stands; it stays live. */
  void leave(StoredTask cell) {
    if (cell.run.running()) {
      WorkerId worker = cell.claim.orElseThrow().worker();
      Map<TaskId, StoredTask> held = running.get(worker);
      Objects.requireNonNull(held, "a running task is under its worker").remove(cell.spec.id());
      if (held.isEmpty()) {
        running.remove(worker);
      }
      return;
    }
    ReadyState state = ReadyState.onceDue(cell.run);
    if (state == ReadyState.TURN) {
      serialKeys.unqueue(cell);
    } else if (state.ready() && !later.remove(cell)) {
      take(lines(state), cell);
    }
  }

  /** Changes what it is ordered by; one that came due waits for its promotion all the same. */
  void inPlace(StoredTask cell, Runnable change) {
    boolean waits = later.contains(cell);
    leave(cell);
    change.run();
    if (waits) {
      later.add(cell);
    } else {
      stand(cell);
    }
  }

  private static void take(Map<Line, NavigableSet<StoredTask>> place, StoredTask cell) {
    NavigableSet<StoredTask> line = place.get(cell.spec.line());
    Objects.requireNonNull(line, "a ready task is in its line").remove(cell);
    if (line.isEmpty()) {
      place.remove(cell.spec.line());
    }
  }

  /** Writes an outcome on a task that is not standing anywhere just now. */
  WriteResult apply(StoredTask cell, Outcome outcome, Duration keep, HeadPolicy head) {
    Instant now = now();
    cell.run = outcome.run();
    cell.due = kept(outcome.due().on(now, cell.due));
    cell.rank = outcome.rank();
    cell.signal = Signal.NONE;
    pass(cell, head);
    if (!outcome.finished()) {
      cell.claim = Optional.empty();
      stand(cell);
      return WriteResult.APPLIED;
    }
    live.remove(cell.spec.id());
    cell.finished = cell.finished.or(() -> Optional.of(now));
    KeptTask kept = KeptTask.of(outcome, keep);
    cell.tombstone = kept.tombstone();
    if (cell.tombstone) {
      cell.forget();
    }
    cell.purge = Optional.of(now.plus(kept.time()));
    finished.put(cell.spec.id(), cell);
    return owe(cell);
  }

  private WriteResult owe(StoredTask cell) {
    return WriteResult.applied(waits.owe(cell.spec.id(), now()));
  }

  WriteResult note(StoredTask cell, Notes notes) {
    notes.arguments().ifPresent(cell::replaceArguments);
    notes.progress().ifPresent(p -> cell.progress = p);
    notes.result().ifPresent(r -> cell.result = r);
    notes.messages().forEach(m -> cell.notebook().hear(new TaskMessage(now(), m)));
    notes.redone().forEach(item -> cell.notebook().setAside.remove(item));
    notes.setAside().forEach(s -> cell.notebook().setAside.put(s.item(), s));
    return notes.milestone() ? owe(cell) : WriteResult.APPLIED;
  }

  /** Adds a run that ended to the history, and keeps the newest of it. */
  void remember(StoredTask cell, Optional<RunRecord> ended, Settlement settlement) {
    ended.ifPresent(
        run ->
            cell.notebook()
                .history
                .add(
                    cell.finished.isPresent()
                        ? HistoryRow.end(cell.row(), settlement.ran())
                        : HistoryRow.of(run, now(), settlement.key(), settlement.ran())));
    if (ended.isPresent()) {
      cell.notebook.ifPresent(n -> RunRecord.trim(n.history, settlement.history()));
    }
  }

  void revive(StoredTask cell, Outcome outcome, boolean keepsResult) {
    finished.remove(cell.spec.id());
    cell.fence = cell.fence.next(now());
    cell.sequence = 0;
    cell.claim = Optional.empty();
    cell.run = outcome.run();
    cell.due = now();
    cell.rank = ClaimRank.ORDINARY;
    cell.finished = Optional.empty();
    cell.purge = Optional.empty();
    cell.result = keepsResult ? cell.result : Payload.NONE;
    stand(cell);
  }

  Fence raise(StoredTask cell) {
    cell.fence = cell.fence.next(now());
    cell.sequence = 0;
    return cell.fence;
  }
}
