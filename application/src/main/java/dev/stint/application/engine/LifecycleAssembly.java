package dev.stint.application.engine;

import dev.stint.application.api.Config;
import dev.stint.application.engine.action.StepPolicies;
import dev.stint.application.engine.base.GuardedObserver;
import dev.stint.application.engine.upkeep.Chore;
import dev.stint.application.engine.upkeep.DailyClean;
import dev.stint.application.engine.upkeep.Deliveries;
import dev.stint.application.engine.upkeep.Heartbeat;
import dev.stint.application.engine.upkeep.LateNotes;
import dev.stint.application.engine.upkeep.LeaseKeeper;
import dev.stint.application.engine.upkeep.LeaseLoss;
import dev.stint.application.engine.upkeep.Maintenance;
import dev.stint.application.engine.upkeep.Orphans;
import dev.stint.application.engine.upkeep.OwedDeliveries;
import dev.stint.application.engine.upkeep.PermitTending;
import dev.stint.application.engine.upkeep.PriorityAgeing;
import dev.stint.application.engine.upkeep.Promotion;
import dev.stint.application.engine.upkeep.Reaper;
import dev.stint.application.engine.upkeep.ScheduleMoves;
import dev.stint.application.engine.upkeep.Schedules;
import dev.stint.application.engine.upkeep.StoreGauges;
import dev.stint.application.engine.upkeep.UnreadableTasks;
import dev.stint.application.engine.upkeep.UpkeepLook;
import dev.stint.application.registers.ScheduleRegister;
import dev.stint.application.registers.TurnRegister;
import dev.stint.application.registers.UnreadableRegister;
import dev.stint.application.service.CleanService;
import dev.stint.application.service.Types;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.Upkeep;
import java.util.List;

/** Builds what keeps a worker alive and its store in order, and nothing else. */
public final class LifecycleAssembly {

  final Reaper reaper;
  final UnreadableTasks parked;
  final Schedules schedules;
  final DailyClean clean;
  final OwedDeliveries owed;
  final PermitTending tending;
  final LeaseKeeper keeper;
  final Maintenance chores;
  final Heartbeat heartbeat;
  public final WorkerLifecycle lifecycle;

  private final WorkerAssembly worker;
  private final EngineParts parts;
  private final Stores stores;

  public LifecycleAssembly(WorkerAssembly worker, Runnable atEachRenewal) {
    this.worker = worker;
    this.parts = worker.parts;
    this.stores = parts.stores();
    this.reaper = reaper();
    this.parked = parked();
    this.schedules = schedules();
    this.clean = clean();
    this.owed =
        new OwedDeliveries(
            worker.pendingWakes,
            new Deliveries(stores, parts.wakeups()),
            stores.runs(),
            worker.signals);
    this.tending = tending();
    this.keeper = keeper();
    this.chores = chores();
    this.heartbeat = heartbeat(atEachRenewal);
    this.lifecycle = lifecycle();
  }

  private Reaper reaper() {
    return new Reaper(
        stores.workers(),
        worker.lease,
        worker.heldTasks,
        worker.settlements,
        new StepPolicies(parts.registry(), parts.random()),
        worker.signals,
        worker.clock);
  }

  private UnreadableTasks parked() {
    return new UnreadableTasks(
        stores,
        parts.registry(),
        parts.config().keep(),
        worker.clock,
        worker.signals,
        new UnreadableRegister(stores.registers()));
  }

  private Schedules schedules() {
    ScheduleRegister book = new ScheduleRegister(stores.registers(), parts.codec());
    return new Schedules(
        stores.queries(),
        book,
        parts.registry(),
        parts.around().declared(),
        parts.config().lease(),
        new ScheduleMoves(stores, book, parts.wakeups(), worker.signals, parts.observer()),
        worker.loop);
  }

  private DailyClean clean() {
    Types types = new Types(parts.registry().definitions());
    return new DailyClean(
        new CleanService(stores, types, parts.codec(), parts.config()),
        new TurnRegister(stores.registers()),
        parts.config(),
        parts.mutexes(),
        worker.loop);
  }

  private Maintenance chores() {
    Config config = parts.config();
    Orphans orphans = new Orphans(stores, parts.registry(), config, worker.clock, worker.stop);
    PriorityAgeing ageing = new PriorityAgeing(stores, config, worker.clock, worker.stop::stopping);
    StoreGauges gauges = new StoreGauges(stores.queries(), worker.clock, parts.observer());
    Promotion promotion = new Promotion(stores.runs(), worker.signals, worker.stop);
    List<Chore> first =
        List.of(
            new Chore("reap", reaper::look),
            new Chore("parked", parked::begin),
            new Chore("orphans", orphans::look),
            new Chore("schedules", schedules::round),
            new Chore("promote", promotion::promote),
            new Chore("deliver", owed::sweep),
            new Chore("ageing", ageing::look));
    List<Chore> round =
        List.of(
            new Chore("schedules", schedules::round),
            new Chore("promote", Upkeep.PROMOTE, promotion::promote),
            new Chore("deliver", Upkeep.DELIVER, owed::sweep),
            new Chore("parked", parked::page),
            new Chore("orphans", orphans::look),
            new Chore("ageing", ageing::look),
            new Chore("clean", clean::begin),
            new Chore("figures", gauges::tell),
            new Chore("reap", Upkeep.REAP, reaper::lookSometimes),
            new Chore("reap", reaper::lookRarely));
    return new Maintenance(
        new Maintenance.Chores(first, round),
        new UpkeepLook(stores.workers(), worker.signals, worker.errors),
        owed,
        tending,
        worker.chores,
        config.poll().toNanos(),
        worker.loop);
  }

  private PermitTending tending() {
    return new PermitTending(
        worker.permits, worker.gates, worker.lease, worker.clock, worker.states, worker.signals);
  }

  private LeaseKeeper keeper() {
    LeaseLoss loss =
        new LeaseLoss(
            worker.lease,
            parts.observer(),
            worker.slots,
            worker.intake,
            worker.heldTasks,
            worker.permits);
    return new LeaseKeeper(
        worker.lease,
        worker.heldTasks,
        worker.signals,
        worker.stop,
        stores.workers(),
        stores.runs(),
        loss::forget);
  }

  private Heartbeat heartbeat(Runnable atEachRenewal) {
    return new Heartbeat(
        keeper,
        worker.slots,
        new LateNotes(worker.slots, worker.writes, worker.threads),
        atEachRenewal,
        parts.config(),
        worker.loop);
  }

  private WorkerLifecycle lifecycle() {
    WorkerCondition condition =
        new WorkerCondition(
            worker.threads,
            worker.lease,
            worker.health,
            worker.draining,
            worker.states,
            () -> GuardedObserver.hangs(parts.observer(), parts.config().lease()));
    return new WorkerLifecycle(
        new Registration(worker.lease, worker.permits, worker.errors),
        new WorkerLoops(heartbeat, worker.settlements, chores, worker.slots, worker.fetcher),
        new Emptying(worker.outstanding, worker.intake, worker.clock),
        worker.notices,
        condition,
        parts.config(),
        worker.loop);
  }
}
