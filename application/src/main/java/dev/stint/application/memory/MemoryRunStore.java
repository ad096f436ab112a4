package dev.stint.application.memory;

import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.CheckpointResult;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.Claimed;
import dev.stint.application.spi.RunStore;
import dev.stint.application.spi.Settled;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.PriorityRange;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Phase;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.StepPolicy;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.policy.HeadPolicy;
import dev.stint.domain.store.ClaimOrder;
import dev.stint.domain.store.ClaimSize;
import dev.stint.domain.store.WriteVersions;
import dev.stint.domain.task.VersionedTask;
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

  private final TaskTable ledger;
  private final MemoryWorkerStore workers;

  MemoryRunStore(TaskTable ledger, MemoryWorkerStore workers) {
    this.ledger = ledger;
    this.workers = workers;
  }

  @Override
  public Claimed claim(ClaimRequest request) {
    synchronized (ledger) {
      List<Claim> claims = new ArrayList<>();
      if (workers.live(request.id().worker())) {
        List<StoredTask> allowed = request.allowed(found(request), c -> c.spec.line());
        for (StoredTask cell :
            ClaimSize.fitting(allowed, StoredTask::claimSize, request.maxBytes())) {
          claims.add(claim(cell, request.id()));
        }
      }
      return new Claimed(claims, ledger.now(), interactiveWaiting(request));
    }
  }

  private List<StoredTask> found(ClaimRequest request) {
    return Stream.concat(
            first(ledger.ready, request, request.limit()),
            first(ledger.suspects, request, request.suspects()))
        .sorted(ClaimOrder.COMPARATOR)
        .toList();
  }

  /** The first of all lines, no more of each than it allows. */
  private static Stream<StoredTask> first(
      Map<Line, NavigableSet<StoredTask>> place, ClaimRequest request, int limit) {
    return request.lines().stream()
        .flatMap(
            line ->
                place.getOrDefault(line.line(), new TreeSet<>(ClaimOrder.COMPARATOR)).stream()
                    .filter(c -> request.lanes().contains(c.spec.lane()))
                    .filter(c -> request.priorities().contains(c.priority))
                    .limit(Math.max(0, line.limit())))
        .sorted(ClaimOrder.COMPARATOR)
        .limit(limit);
  }

  private Claim claim(StoredTask cell, ClaimId id) {
    ledger.leave(cell);
    return seize(cell, id);
  }

  /** Makes the worker's what stands nowhere just now. */
  Claim seize(StoredTask cell, ClaimId id) {
    Run before = cell.run;
    cell.before = before.status();
    cell.run = StepPolicy.claimed(before);
    cell.claim = Optional.of(id);
    ledger.raise(cell);
    ledger.stand(cell);
    if (cell.started.isEmpty()) {
      cell.started = Optional.of(ledger.now());
    }
    return claimOf(cell, before);
  }

  private static Claim claimOf(StoredTask cell, Run run) {
    return cell.claimOf(run);
  }

  private boolean interactiveWaiting(ClaimRequest request) {
    return request.lines().stream()
        .flatMap(line -> Stream.ofNullable(ledger.ready.get(line.line())))
        .anyMatch(line -> interactiveWaiting(line, request.priorities()));
  }

  private static boolean interactiveWaiting(
      NavigableSet<StoredTask> line, PriorityRange priorities) {
    return line.stream()
        .takeWhile(c -> c.spec.lane() == Lane.INTERACTIVE)
        .anyMatch(c -> priorities.contains(c.priority));
  }

  @Override
  public List<Claim> claimed(ClaimId id) {
    synchronized (ledger) {
      return ledger.running.getOrDefault(id.worker(), Map.of()).values().stream()
          .filter(c -> c.claim.equals(Optional.of(id)) && c.sequence == 0)
          .sorted(ClaimOrder.COMPARATOR)
          .map(c -> claimOf(c, c.run.phase() == Phase.CLAIMED ? released(c) : c.run))
          .toList();
    }
  }

  /** The run as it was before its claim. */
  private static Run released(StoredTask cell) {
    return StepPolicy.released(cell.run, cell.before);
  }

  @Override
  public List<CheckpointResult> checkpoint(List<Checkpoint> checkpoints) {
    synchronized (ledger) {
      return checkpoints.stream().map(this::checkpoint).toList();
    }
  }

  CheckpointResult checkpoint(Checkpoint checkpoint) {
    WriteResult result = judge(checkpoint.key());
    Optional<StoredTask> cell = ledger.find(checkpoint.key().task());
    if (result.landed()) {
      StoredTask c = cell.orElseThrow();
      c.sequence = checkpoint.key().sequence();
      c.run = checkpoint.run();
      result = ledger.note(c, checkpoint.notes());
    }
    return new CheckpointResult(result, cell.map(c -> c.signal).orElse(Signal.NONE));
  }

  @Override
  public List<WriteResult> settle(List<Settlement> settlements) {
    synchronized (ledger) {
      List<WriteResult> results = new ArrayList<>(settlements.size());
      settlements.forEach(s -> results.add(settle(s)));
      return results;
    }
  }

  @Override
  public Settled settle(List<Settlement> settlements, ClaimRequest successors) {
    synchronized (ledger) {
      List<WriteResult> results = new ArrayList<>(settlements.size());
      List<StoredTask> handed = new ArrayList<>();
      for (Settlement settlement : settlements) {
        TaskId task = settlement.key().task();
        Optional<StoredTask> before = ledger.holder(task);
        results.add(settle(settlement));
        ledger.holder(task).filter(c -> !before.equals(Optional.of(c))).ifPresent(handed::add);
      }
      List<Claim> claims = new ArrayList<>();
      if (workers.live(successors.id().worker())) {
        new SuccessorClaims(ledger, successors)
            .among(handed)
            .forEach(c -> claims.add(claim(c, successors.id())));
      }
      return new Settled(results, claims, claims.size() < handed.size());
    }
  }

  private WriteResult settle(Settlement settlement) {
    WriteResult result = judge(settlement.key());
    if (!result.landed()) {
      return result;
    }
    StoredTask cell = ledger.find(settlement.key().task()).orElseThrow();
    Outcome outcome = settlement.outcome().under(cell.signal);
    ledger.leave(cell);
    cell.sequence = settlement.key().sequence();
    WriteResult noted = ledger.note(cell, settlement.notes());
    WriteResult applied = ledger.apply(cell, outcome, settlement.keep(), settlement.head());
    ledger.remember(cell, settlement.recorded(outcome), settlement);
    return noted.owesWake() ? noted : applied;
  }

  @Override
  public List<WriteResult> release(List<WriteKey> keys) {
    synchronized (ledger) {
      return keys.stream().map(this::release).toList();
    }
  }

  private WriteResult release(WriteKey key) {
    WriteResult result = judge(key);
    if (result.landed()) {
      StoredTask cell = ledger.find(key.task()).orElseThrow();
      Outcome outcome = Outcome.released(released(cell), cell.rank).under(cell.signal);
      ledger.leave(cell);
      cell.sequence = key.sequence();
      return ledger.apply(cell, outcome, Duration.ZERO, HeadPolicy.HOLD);
    }
    return result;
  }

  private WriteResult judge(WriteKey key) {
    Optional<WriteVersions> stored = ledger.find(key.task()).map(StoredTask::versions);
    return WriteResult.of(WriteVersions.judge(stored, key));
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
  public Optional<VersionedTask> standing(TaskId task) {
    synchronized (ledger) {
      return ledger.find(task).map(StoredTask::standing);
    }
  }
}
