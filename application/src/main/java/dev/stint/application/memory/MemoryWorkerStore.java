package dev.stint.application.memory;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.LostWorker;
import dev.stint.application.spi.Renewed;
import dev.stint.application.spi.Upkeep;
import dev.stint.application.spi.WorkerRow;
import dev.stint.application.spi.WorkerStore;
import dev.stint.domain.Lane;
import dev.stint.domain.TaskId;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.store.Renewal;
import dev.stint.domain.task.WorkerView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** See {@link WorkerStore}. */
final class MemoryWorkerStore implements WorkerStore {

  private static final int LEASES_REMEMBERED = 10;

  private final TaskTable ledger;
  private final Map<WorkerId, Seen> workers = new LinkedHashMap<>();

  /** A worker's row. */
  private record Seen(WorkerRow row, boolean live, Instant renewed) {
    Renewal renewal() {
      return new Renewal(renewed, row.lease());
    }

    Seen counted(Instant now) {
      Renewal counted = renewal().counted(now);
      return new Seen(row, live && !counted.isOver(now), counted.at());
    }
  }

  MemoryWorkerStore(TaskTable ledger) {
    this.ledger = ledger;
  }

  /** Whether the worker may claim; called with the ledger's monitor held. */
  boolean live(WorkerId worker) {
    return Optional.ofNullable(workers.get(worker)).filter(Seen::live).isPresent();
  }

  List<WorkerView> all() {
    return workers.values().stream()
        .map(
            s ->
                new WorkerView(
                    s.row.id(), s.row.label(), s.live, s.renewed, s.row.lease(), s.row.types()))
        .toList();
  }

  @Override
  public Instant register(WorkerRow worker) {
    synchronized (ledger) {
      workers.putIfAbsent(worker.id(), new Seen(worker, true, ledger.now()));
      return ledger.now();
    }
  }

  @Override
  public Renewed renew(WorkerId worker) {
    synchronized (ledger) {
      Seen seen = workers.get(worker);
      if (seen == null || !seen.live) {
        return new Renewed(false, ledger.now(), Map.of(), false);
      }
      renewNow(worker);
      Map<TaskId, Signal> signals = new HashMap<>();
      ledger
          .running
          .getOrDefault(worker, Map.of())
          .forEach(
              (id, cell) ->
                  Optional.of(cell.signal)
                      .filter(s -> s != Signal.NONE)
                      .ifPresent(s -> signals.put(id, s)));
      boolean interactive =
          ledger.ready.values().stream()
              .map(line -> line.first().spec)
              .filter(spec -> seen.row.types().contains(spec.line().type()))
              .anyMatch(spec -> spec.lane() == Lane.INTERACTIVE);
      return new Renewed(true, ledger.now(), signals, interactive);
    }
  }

  void renewNow(WorkerId worker) {
    workers.computeIfPresent(worker, (id, s) -> s.live ? new Seen(s.row, true, ledger.now()) : s);
  }

  @Override
  public void retire(WorkerId worker) {
    synchronized (ledger) {
      if (!ledger.running.containsKey(worker)) {
        workers.remove(worker);
      }
    }
  }

  @Override
  public List<WriteKey> held(WorkerId worker) {
    synchronized (ledger) {
      return ledger.running.getOrDefault(worker, Map.of()).values().stream()
          .map(StoredTask::key)
          .toList();
    }
  }

  @Override
  public List<LostWorker> lose() {
    synchronized (ledger) {
      Instant now = ledger.now();
      workers.replaceAll((id, s) -> s.live ? s.counted(now) : s);
      workers
          .entrySet()
          .removeIf(
              e ->
                  !e.getValue().live
                      && !ledger.running.containsKey(e.getKey())
                      && e.getValue()
                          .renewed
                          .plus(e.getValue().row.lease().multipliedBy(LEASES_REMEMBERED + 1))
                          .isBefore(now));
      return ledger.running.keySet().stream().filter(w -> !live(w)).map(LostWorker::new).toList();
    }
  }

  @Override
  public Set<Upkeep> upkeep(Duration age) {
    synchronized (ledger) {
      Instant now = ledger.now();
      Set<Upkeep> due = EnumSet.noneOf(Upkeep.class);
      if (!ledger.later.isEmpty() && !ledger.later.first().due.isAfter(now)) {
        due.add(Upkeep.PROMOTE);
      }
      if (ledger.waits.owingWakes(now.minus(age)).findAny().isPresent()) {
        due.add(Upkeep.DELIVER);
      }
      if (workers.values().stream().anyMatch(s -> !s.live || !s.counted(now).equals(s))) {
        due.add(Upkeep.REAP);
      }
      if (!ledger.ready.isEmpty() || !ledger.suspects.isEmpty()) {
        due.add(Upkeep.CLAIM);
      }
      return due;
    }
  }

  @Override
  public List<Claim> takeOver(ClaimId reaper, LostWorker lost, int limit) {
    synchronized (ledger) {
      if (live(lost.worker()) || !live(reaper.worker())) {
        return List.of();
      }
      List<Claim> taken = new ArrayList<>();
      List<StoredTask> cells =
          ledger.running.getOrDefault(lost.worker(), Map.of()).values().stream()
              .limit(limit)
              .toList();
      for (StoredTask cell : cells) {
        ledger.leave(cell);
        ledger.raise(cell);
        cell.claim = Optional.of(reaper);
        ledger.stand(cell);
        taken.add(cell.claimOf(cell.run));
      }
      return taken;
    }
  }
}
