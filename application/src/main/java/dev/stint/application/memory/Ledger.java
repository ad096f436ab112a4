package dev.stint.application.memory;

import dev.stint.application.spi.HistoryRow;
import dev.stint.application.spi.Landing;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.QueryStore;
import dev.stint.application.spi.Settlement;
import dev.stint.domain.Fence;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Line;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.BlockReason;
import dev.stint.domain.life.ClaimRank;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.RunRecord;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.life.Turns;
import dev.stint.domain.policy.HeadPolicy;
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
final class Ledger {

  static final Duration TOMBSTONE = Duration.ofMinutes(10);

  final Map<TaskId, Cell> live = new HashMap<>();
  final Map<TaskId, Cell> finished = new LinkedHashMap<>();
  final Map<Line, NavigableSet<Cell>> ready = new HashMap<>();
  final Map<Line, NavigableSet<Cell>> suspects = new HashMap<>();
  final NavigableSet<Cell> later = new TreeSet<>(Cell.DUE_ORDER);
  final Map<WorkerId, Map<TaskId, Cell>> running = new LinkedHashMap<>();
  final Map<String, KeyRow> keys = new HashMap<>();
  final Waits waits = new Waits();
  private final SerialKeys serialKeys = new SerialKeys();
  private final InstantSource clock;
  private long arrivals;

  /** An idempotency key, the task it names, and until when it does once that is gone. */
  record KeyRow(TaskId task, IdempotencyKey.Scope scope, Optional<Instant> until) {}

  Ledger(InstantSource clock) {
    this.clock = clock;
  }

  /** In microseconds, as every store keeps its times. */
  Instant now() {
    return kept(clock.instant());
  }

  private static Instant kept(Instant moment) {
    return moment.truncatedTo(ChronoUnit.MICROS);
  }

  Optional<Cell> find(TaskId task) {
    Cell cell = live.get(task);
    return Optional.ofNullable(cell != null ? cell : finished.get(task));
  }

  /** Puts a live task where its status and due time belong. */
  void stand(Cell cell) {
    live.put(cell.spec.id(), cell);
    if (cell.run.status() == TaskStatus.RUNNING) {
      WorkerId worker = cell.claim.orElseThrow().worker();
      running.computeIfAbsent(worker, w -> new LinkedHashMap<>()).put(cell.spec.id(), cell);
    } else if (cell.run.blockedBy(BlockReason.TURN) && cell.run.status() == TaskStatus.BLOCKED) {
      serialKeys.queue(cell);
    } else if (cell.run.claimable()) {
      if (cell.due.isAfter(now())) {
        later.add(cell);
      } else {
        comeDue(cell);
      }
    }
  }

  /** A claimable task that is due is ready, unless another one holds its serial key. */
  void comeDue(Cell cell) {
    if (cell.spec.serialKey().isEmpty() || serialKeys.takes(cell)) {
      makeReady(cell);
    } else {
      cell.run = Turns.waiting(cell.run);
      serialKeys.queue(cell);
    }
  }

  /** Hands the key on that the task no longer keeps. */
  private void pass(Cell cell, HeadPolicy head) {
    if (cell.spec.serialKey().isPresent() && !Turns.keeps(cell.run, head)) {
      serialKeys
          .pass(cell)
          .ifPresent(
              next -> {
                next.run = Turns.granted(next.run);
                makeReady(next);
              });
    }
  }

  /** Who holds the serial key of that task, if it has one and somebody does. */
  Optional<Cell> holder(TaskId task) {
    return find(task).flatMap(c -> c.spec.serialKey()).flatMap(serialKeys::holder);
  }

  /** A new task's cell, which stands nowhere yet. */
  Cell take(NewTask task) {
    Instant now = now();
    return new Cell(task.spec(), task.run(), kept(task.due().on(now, now)), now, arrivals++);
  }

  /** Whether a new task could be claimed at once. */
  boolean free(Cell cell) {
    return cell.run.claimable()
        && !cell.due.isAfter(now())
        && (cell.spec.serialKey().isEmpty() || serialKeys.takes(cell));
  }

  void makeReady(Cell cell) {
    Map<Line, NavigableSet<Cell>> place = cell.run.suspect() ? suspects : ready;
    place.computeIfAbsent(cell.spec.line(), l -> new TreeSet<>(Cell.CLAIM_ORDER)).add(cell);
  }

  /** Takes a live task from where it stands; it stays live. */
  void leave(Cell cell) {
    if (cell.run.status() == TaskStatus.RUNNING) {
      WorkerId worker = cell.claim.orElseThrow().worker();
      Map<TaskId, Cell> held = running.get(worker);
      Objects.requireNonNull(held, "a running task is under its worker").remove(cell.spec.id());
      if (held.isEmpty()) {
        running.remove(worker);
      }
    } else if (cell.run.blockedBy(BlockReason.TURN) && cell.run.status() == TaskStatus.BLOCKED) {
      serialKeys.unqueue(cell);
    } else if (cell.run.claimable() && !later.remove(cell)) {
      take(cell.run.suspect() ? suspects : ready, cell);
    }
  }

  private static void take(Map<Line, NavigableSet<Cell>> place, Cell cell) {
    NavigableSet<Cell> line = place.get(cell.spec.line());
    Objects.requireNonNull(line, "a ready task is in its line").remove(cell);
    if (line.isEmpty()) {
      place.remove(cell.spec.line());
    }
  }

  /** Writes an outcome on a task that is not standing anywhere just now. */
  Landing apply(Cell cell, Outcome outcome, Duration keep, HeadPolicy head) {
    Instant now = now();
    cell.run = outcome.run();
    cell.due = kept(outcome.due().on(now, cell.due));
    cell.rank = outcome.rank();
    cell.signal = Signal.NONE;
    pass(cell, head);
    if (!outcome.finished()) {
      stand(cell);
      return Landing.APPLIED;
    }
    live.remove(cell.spec.id());
    cell.finished = cell.finished.or(() -> Optional.of(now));
    cell.tombstone = outcome.removed() || keep.isZero();
    if (cell.tombstone) {
      cell.forget();
    }
    cell.purge = Optional.of(now.plus(cell.tombstone ? TOMBSTONE : keep));
    finished.put(cell.spec.id(), cell);
    return owe(cell);
  }

  private Landing owe(Cell cell) {
    return waits.owe(cell.spec.id(), now()) ? Landing.APPLIED_OWING : Landing.APPLIED;
  }

  Landing note(Cell cell, Notes notes) {
    notes.arguments().ifPresent(cell::replaceArguments);
    notes.progress().ifPresent(p -> cell.progress = p);
    notes.result().ifPresent(r -> cell.result = r);
    notes.messages().forEach(m -> cell.notebook().hear(new QueryStore.Noted(now(), m)));
    notes.setAside().forEach(s -> cell.notebook().setAside.put(s.item(), s));
    return notes.milestone() ? owe(cell) : Landing.APPLIED;
  }

  /** Adds a run that ended to the history, and keeps the newest of it. */
  void remember(Cell cell, Optional<RunRecord> ended, Settlement settlement) {
    ended.ifPresent(
        run ->
            cell.notebook()
                .history
                .add(
                    cell.finished.isPresent()
                        ? HistoryRow.end(cell.row(), settlement.ran())
                        : HistoryRow.of(run, now(), settlement.key(), settlement.ran())));
    if (ended.isPresent()) {
      cell.notebook.ifPresent(
          n -> n.history.subList(0, Math.max(0, n.history.size() - settlement.history())).clear());
    }
  }

  void restart(Cell cell, Outcome outcome) {
    finished.remove(cell.spec.id());
    cell.fence = cell.fence.next();
    cell.sequence = 0;
    cell.claim = Optional.empty();
    cell.run = outcome.run();
    cell.due = now();
    cell.rank = ClaimRank.ORDINARY;
    cell.finished = Optional.empty();
    cell.purge = Optional.empty();
    cell.result = Payload.NONE;
    stand(cell);
  }

  Fence raise(Cell cell) {
    cell.fence = cell.fence.next();
    cell.sequence = 0;
    return cell.fence;
  }
}
