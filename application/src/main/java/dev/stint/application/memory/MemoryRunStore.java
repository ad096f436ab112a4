package dev.stint.application.memory;

import dev.stint.application.spi.Checked;
import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.Claimed;
import dev.stint.application.spi.Landing;
import dev.stint.application.spi.RunStore;
import dev.stint.application.spi.Settled;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.Standing;
import dev.stint.application.spi.WriteKey;
import dev.stint.domain.Due;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.PriorityRange;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Journey;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Phase;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.HeadPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** See {@link RunStore}. */
final class MemoryRunStore implements RunStore {

  private final Ledger ledger;
  private final MemoryWorkerStore workers;

  MemoryRunStore(Ledger ledger, MemoryWorkerStore workers) {
    this.ledger = ledger;
    this.workers = workers;
  }

  @Override
  public Claimed claim(ClaimRequest request) {
    synchronized (ledger) {
      List<Claim> claims = new ArrayList<>();
      if (workers.live(request.id().worker())) {
        for (Cell cell : fitting(request.allowed(found(request), c -> c.spec.line()), request)) {
          claims.add(claim(cell, request.id()));
        }
      }
      return new Claimed(claims, ledger.now(), interactiveWaiting(request.priorities()));
    }
  }

  private List<Cell> found(ClaimRequest request) {
    return Stream.concat(
            first(ledger.ready, request, request.limit()),
            first(ledger.suspects, request, request.suspects()))
        .sorted(Cell.CLAIM_ORDER)
        .toList();
  }

  /** The first of all lines, no more of each than it allows. */
  private static Stream<Cell> first(
      Map<Line, NavigableSet<Cell>> place, ClaimRequest request, int limit) {
    return request.lines().stream()
        .flatMap(
            line ->
                place.getOrDefault(line.line(), new TreeSet<>(Cell.CLAIM_ORDER)).stream()
                    .filter(c -> request.lanes().contains(c.spec.lane()))
                    .filter(c -> request.priorities().contains(c.priority))
                    .limit(Math.max(0, line.limit())))
        .sorted(Cell.CLAIM_ORDER)
        .limit(limit);
  }

  private static List<Cell> fitting(List<Cell> cells, ClaimRequest request) {
    long bytes = 0;
    for (int i = 0; i < cells.size(); i++) {
      bytes += cells.get(i).spec.arguments().size() + cells.get(i).run.cursor().size();
      if (i > 0 && bytes > request.maxBytes()) {
        return cells.subList(0, i);
      }
    }
    return cells;
  }

  private Claim claim(Cell cell, ClaimId id) {
    ledger.leave(cell);
    return seize(cell, id);
  }

  /** Makes the worker's what stands nowhere just now. */
  Claim seize(Cell cell, ClaimId id) {
    Run before = cell.run;
    cell.before = before.status();
    cell.run = Journey.claimed(before);
    cell.claim = Optional.of(id);
    ledger.raise(cell);
    ledger.stand(cell);
    if (cell.started.isEmpty()) {
      cell.started = Optional.of(ledger.now());
    }
    return claimOf(cell, before);
  }

  static Claim claimOf(Cell cell, Run run) {
    return new Claim(cell.spec, run, cell.key(), cell.due, cell.requested, cell.signal);
  }

  boolean interactiveWaiting(PriorityRange priorities) {
    return ledger.ready.values().stream().anyMatch(line -> interactiveWaiting(line, priorities));
  }

  private static boolean interactiveWaiting(NavigableSet<Cell> line, PriorityRange priorities) {
    return line.stream()
        .takeWhile(c -> c.spec.lane() == Lane.INTERACTIVE)
        .anyMatch(c -> priorities.contains(c.priority));
  }

  @Override
  public List<Claim> claimed(ClaimId id) {
    synchronized (ledger) {
      return ledger.running.getOrDefault(id.worker(), Map.of()).values().stream()
          .filter(c -> c.claim.equals(Optional.of(id)) && c.sequence == 0)
          .sorted(Cell.CLAIM_ORDER)
          .map(c -> claimOf(c, c.run.phase() == Phase.CLAIMED ? released(c) : c.run))
          .toList();
    }
  }

  /** The run as it was before its claim. */
  private static Run released(Cell cell) {
    return Journey.released(cell.run, cell.before);
  }

  @Override
  public List<Checked> checkpoint(List<Checkpoint> checkpoints) {
    synchronized (ledger) {
      return checkpoints.stream().map(this::checkpoint).toList();
    }
  }

  Checked checkpoint(Checkpoint checkpoint) {
    Landing landing = judge(checkpoint.key());
    Optional<Cell> cell = ledger.find(checkpoint.key().task());
    if (landing == Landing.APPLIED) {
      Cell c = cell.orElseThrow();
      c.sequence = checkpoint.key().sequence();
      c.run = checkpoint.run();
      landing = ledger.note(c, checkpoint.notes());
    }
    return new Checked(landing, cell.map(c -> c.signal).orElse(Signal.NONE));
  }

  @Override
  public List<Landing> settle(List<Settlement> settlements) {
    synchronized (ledger) {
      List<Landing> landings = new ArrayList<>(settlements.size());
      settlements.forEach(s -> landings.add(settle(s)));
      return landings;
    }
  }

  @Override
  public Settled settle(List<Settlement> settlements, ClaimRequest heirs) {
    synchronized (ledger) {
      List<Landing> landings = new ArrayList<>(settlements.size());
      List<Cell> handed = new ArrayList<>();
      for (Settlement settlement : settlements) {
        TaskId task = settlement.key().task();
        Optional<Cell> before = ledger.holder(task);
        landings.add(settle(settlement));
        ledger.holder(task).filter(c -> !before.equals(Optional.of(c))).ifPresent(handed::add);
      }
      List<Claim> claims = new ArrayList<>();
      if (workers.live(heirs.id().worker())) {
        new Heirs(ledger, heirs).among(handed).forEach(c -> claims.add(claim(c, heirs.id())));
      }
      return new Settled(landings, claims, claims.size() < handed.size());
    }
  }

  private Landing settle(Settlement settlement) {
    Landing landing = judge(settlement.key());
    if (landing != Landing.APPLIED) {
      return landing;
    }
    Cell cell = ledger.find(settlement.key().task()).orElseThrow();
    Outcome outcome = settlement.outcome().under(cell.signal);
    ledger.leave(cell);
    cell.sequence = settlement.key().sequence();
    Landing noted = ledger.note(cell, settlement.notes());
    Landing applied = ledger.apply(cell, outcome, settlement.keep(), settlement.head());
    ledger.remember(cell, settlement.recorded(outcome), settlement);
    return noted == Landing.APPLIED_OWING ? noted : applied;
  }

  @Override
  public List<Landing> release(List<WriteKey> keys) {
    synchronized (ledger) {
      return keys.stream().map(this::release).toList();
    }
  }

  private Landing release(WriteKey key) {
    Landing landing = judge(key);
    if (landing == Landing.APPLIED) {
      Cell cell = ledger.find(key.task()).orElseThrow();
      Outcome outcome =
          new Outcome(released(cell), Due.UNCHANGED, cell.rank, false).under(cell.signal);
      ledger.leave(cell);
      cell.sequence = key.sequence();
      return ledger.apply(cell, outcome, Duration.ZERO, HeadPolicy.HOLD);
    }
    return landing;
  }

  /** The rule of the protocol: worker and fence match, and the stored sequence is one less. */
  private Landing judge(WriteKey key) {
    Optional<Cell> found = ledger.find(key.task());
    if (found.isEmpty()) {
      return Landing.GONE;
    }
    Cell cell = found.get();
    if (!cell.fence.equals(key.fence())
        || !cell.claim.map(c -> c.worker().equals(key.worker())).orElse(false)) {
      return Landing.STALE;
    }
    if (cell.sequence == key.sequence()) {
      return Landing.APPLIED_BEFORE;
    }
    boolean next = cell.sequence == key.sequence() - 1;
    return next && ledger.live.containsKey(key.task()) && runs(cell)
        ? Landing.APPLIED
        : Landing.STALE;
  }

  private static boolean runs(Cell cell) {
    return cell.run.status() == TaskStatus.RUNNING;
  }

  @Override
  public int promote(int limit) {
    synchronized (ledger) {
      int promoted = 0;
      while (promoted < limit
          && !ledger.later.isEmpty()
          && !ledger.later.first().due.isAfter(ledger.now())) {
        ledger.comeDue(ledger.later.pollFirst());
        promoted++;
      }
      return promoted;
    }
  }

  @Override
  public int deliver(int limit, Duration age) {
    return 0;
  }

  @Override
  public Optional<Standing> standing(TaskId task) {
    synchronized (ledger) {
      return ledger.find(task).map(Cell::standing);
    }
  }
}
