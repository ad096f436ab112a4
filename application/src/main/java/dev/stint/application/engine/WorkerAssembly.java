package dev.stint.application.engine;

import dev.stint.application.api.Config;
import dev.stint.application.engine.base.BoundedCodec;
import dev.stint.application.engine.base.GuardedStores;
import dev.stint.application.engine.base.Lease;
import dev.stint.application.engine.base.LoopErrors;
import dev.stint.application.engine.base.StoreClock;
import dev.stint.application.engine.base.StoreHealth;
import dev.stint.application.engine.base.ThreadSignal;
import dev.stint.application.engine.base.WorkerThreads;
import dev.stint.application.engine.claim.Admission;
import dev.stint.application.engine.claim.Buffer;
import dev.stint.application.engine.claim.ClaimAhead;
import dev.stint.application.engine.claim.ClaimLimits;
import dev.stint.application.engine.claim.ClaimParts;
import dev.stint.application.engine.claim.ClaimReturns;
import dev.stint.application.engine.claim.ClaimableLines;
import dev.stint.application.engine.claim.Claims;
import dev.stint.application.engine.claim.Draining;
import dev.stint.application.engine.claim.FetchSignals;
import dev.stint.application.engine.claim.Fetcher;
import dev.stint.application.engine.claim.Gates;
import dev.stint.application.engine.claim.HeldTasks;
import dev.stint.application.engine.claim.Intake;
import dev.stint.application.engine.claim.LineChoice;
import dev.stint.application.engine.claim.LoopParts;
import dev.stint.application.engine.claim.Outstanding;
import dev.stint.application.engine.claim.Permits;
import dev.stint.application.engine.claim.ReadyLines;
import dev.stint.application.engine.claim.RunTimeAverage;
import dev.stint.application.engine.claim.SlotStates;
import dev.stint.application.engine.claim.SlotSupply;
import dev.stint.application.engine.claim.WorkerStop;
import dev.stint.application.engine.run.Callbacks;
import dev.stint.application.engine.run.Coalescer;
import dev.stint.application.engine.run.Deadlines;
import dev.stint.application.engine.run.ExecutionParts;
import dev.stint.application.engine.run.Slot;
import dev.stint.application.engine.run.SlotPool;
import dev.stint.application.engine.run.SlotWork;
import dev.stint.application.engine.run.TaskExecutionFactory;
import dev.stint.application.engine.run.UnreadableClaims;
import dev.stint.application.engine.run.UserCode;
import dev.stint.application.engine.run.VisibleReferences;
import dev.stint.application.engine.run.WaitChecks;
import dev.stint.application.engine.run.YieldReasons;
import dev.stint.application.engine.write.BatchCounts;
import dev.stint.application.engine.write.Notices;
import dev.stint.application.engine.write.PendingWakes;
import dev.stint.application.engine.write.SettlementEffects;
import dev.stint.application.engine.write.SettlementFactory;
import dev.stint.application.engine.write.SettlementWriters;
import dev.stint.application.engine.write.Settlements;
import dev.stint.application.engine.write.StintWrites;
import dev.stint.application.engine.write.SuccessorClaims;
import dev.stint.application.engine.write.Writers;
import dev.stint.application.registers.GateRegister;
import dev.stint.application.registers.UnreadableRegister;
import dev.stint.application.spi.Stores;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Builds what a worker claims, runs and writes with, and nothing else: no part knows this class.
 * {@link LifecycleAssembly} adds what keeps it alive.
 */
public final class WorkerAssembly {

  /** How many claims of the largest size a worker may hold; most of them are being settled. */
  private static final int HELD = 4;

  final EngineParts parts;
  final StoreHealth health;
  final StoreClock clock;
  public final Lease lease;
  final LoopErrors errors;
  public final WorkerThreads threads = new WorkerThreads();
  final ThreadSignal chores = new ThreadSignal();
  final PendingWakes pendingWakes = new PendingWakes(chores);
  final BatchCounts tally = new BatchCounts();
  public final HeldTasks heldTasks;
  final Buffer buffer = new Buffer();
  final RunTimeAverage pace;
  final FetchSignals signals;
  public final WorkerStop stop;
  final Draining draining;
  final SlotStates states;
  final Gates gates;
  final Permits permits;
  final ClaimableLines lines;
  final Claims claims;
  final Admission admission;
  final ClaimReturns returns;
  final Intake intake;
  final Notices notices;
  final Settlements settlements;
  final StintWrites writes;
  final Outstanding outstanding;
  final TaskExecutionFactory stints;
  public final SlotPool slots;
  final Fetcher fetcher;
  private final ReadyLines ready;
  final LoopParts loop;
  private final ClaimParts claiming;

  /**
   * @param end the tick at which every stint is over, for a batch
   */
  public WorkerAssembly(EngineParts given, LineChoice choice, int parallelism, Optional<Long> end) {
    Config config = given.config();
    this.health = new StoreHealth(given.ticker()::nanos, config.lease().toNanos());
    this.parts = given.with(GuardedStores.of(given.stores(), health));
    Stores stores = parts.stores();
    this.clock = new StoreClock(parts.ticker());
    this.lease = new Lease(stores.workers(), clock, config.lease(), parts::worker);
    this.errors = new LoopErrors(parts.observer());
    int most = stores.runs().largestClaim();
    this.heldTasks = new HeldTasks(HELD * most);
    this.pace = new RunTimeAverage(config.prefetch().toNanos(), parallelism, most);
    this.ready = new ReadyLines(choice, () -> stores.queries().lines(), clock.nanos());
    this.signals = new FetchSignals(ready, heldTasks);
    this.stop = new WorkerStop(signals, chores);
    this.draining = new Draining(config.maxTasks(), this::handBackUnstarted);
    this.states = new SlotStates(buffer, parallelism);
    this.admission = new Admission(stop, draining, lease, states, clock, end);
    GateRegister book = new GateRegister(stores.registers(), parts.codec());
    this.gates = new Gates(parts.registry(), clock, book);
    this.permits = new Permits(stores, gates::limits);
    this.lines = new ClaimableLines(ready, parts.registry(), gates, clock);
    this.claims = new Claims(stores.runs(), lease, clock, errors);
    this.loop = new LoopParts(clock, stop, errors, threads);
    this.returns = new ClaimReturns(stores.runs(), heldTasks, errors);
    this.intake = new Intake(heldTasks, buffer, permits, states, signals, admission, returns);
    ClaimAhead ahead = new ClaimAhead(states, heldTasks, buffer, pace);
    this.claiming = new ClaimParts(claims, lines, ahead, admission, intake, signals);
    this.notices = new Notices(parts.around().notifiers(), threads);
    Writers writers = new Writers(parts.observer(), stop, stores.workers(), lease);
    this.settlements = settlements(writers);
    this.writes = writes(writers);
    this.outstanding = new Outstanding(heldTasks, settlements::unsettled, pendingWakes::pending);
    this.stints = stints(end);
    this.slots = slots(parallelism);
    this.fetcher = fetcher();
    parts.tellLines();
  }

  private void handBackUnstarted() {
    intake.handBackUnstarted();
    signals.hint();
  }

  private Settlements settlements(Writers writers) {
    SettlementEffects effects =
        new SettlementEffects(parts.registry(), notices, parts.observer(), tally, pendingWakes);
    int most = parts.stores().runs().largestSettlement();
    return new Settlements(
        new SettlementWriters(writers, this::successors, most),
        new SettlementFactory(parts.registry(), parts.config().keep()),
        heldTasks,
        draining,
        signals,
        effects,
        loop);
  }

  SuccessorClaims successors() {
    return new SuccessorClaims(parts.stores().runs(), parts.config(), claiming, loop);
  }

  private StintWrites writes(Writers writers) {
    return new StintWrites(
        parts.stores(), writers, parts.requests(), heldTasks, pendingWakes, signals, errors);
  }

  private TaskExecutionFactory stints(Optional<Long> end) {
    Stores stores = parts.stores();
    ExecutionParts execution =
        new ExecutionParts(
            writes,
            settlements,
            clock,
            lease,
            new YieldReasons(stop, lease, heldTasks, buffer, states, signals),
            new UserCode(parts.around()),
            parts.around().tracer(),
            new WaitChecks(stores, parts.around().access()),
            new BoundedCodec(parts.codec(), parts.config(), parts.registry()::isSecret),
            tally,
            draining);
    VisibleReferences sight = new VisibleReferences(stores.queries(), parts.around().access());
    UnreadableRegister book = new UnreadableRegister(stores.registers());
    return new TaskExecutionFactory(
        execution,
        parts.registry(),
        new Deadlines(clock, end),
        new Coalescer(stores, parts.codec(), parts.config().keep(), pendingWakes::add),
        new Callbacks(stores, parts.codec(), sight),
        new UnreadableClaims(book, clock, settlements, returns, errors),
        returns);
  }

  /** A quarter of them is reserved. */
  private SlotPool slots(int parallelism) {
    SlotWork work =
        new SlotWork(
            stints,
            admission,
            returns,
            permits,
            new SlotSupply(buffer, pace, states, signals),
            clock,
            parts.observer());
    SlotStates others = new SlotStates(buffer, 0);
    return new SlotPool(
        IntStream.range(0, parallelism)
            .mapToObj(i -> slot(work, states, i < parallelism / 4, named("stint-slot-" + i)))
            .toList(),
        () -> slot(work, others, false, here -> Thread.currentThread()),
        threads);
  }

  private Function<Runnable, Thread> named(String name) {
    return work -> threads.slot(name, work);
  }

  private Slot slot(
      SlotWork work, SlotStates counted, boolean reserved, Function<Runnable, Thread> thread) {
    return new Slot(work, intake, counted, stop, errors, reserved, thread);
  }

  private Fetcher fetcher() {
    return new Fetcher(
        claiming,
        ready,
        new ClaimLimits(permits, pace, lease, clock, states, signals, chores),
        outstanding,
        parts.config(),
        loop);
  }
}
