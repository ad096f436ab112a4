package dev.stint.application.engine;

import dev.stint.application.api.TaskObserver;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.Bounds;
import dev.stint.domain.Lane;
import dev.stint.domain.life.Journey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One worker at work: what its slots, its fetcher and its heartbeat share. Thread-safe. */
final class Crew {

  private final EngineParts parts;
  private final StoreClock clock;
  private final Lease lease;
  private final Hand hand = new Hand();
  private final Buffer buffer = new Buffer();
  private final Tally tally = new Tally();
  private final Pace pace;
  private final SlotPool slots;
  private final Fetcher fetcher;
  private final Writes writes;
  private final UserCode userCode;
  private final Notices notices;
  private final WaitRoom waitRoom;
  private final Absorber absorber;
  private final Owing owing = new Owing();
  private final Permits permits;
  private final Parked parked;
  private final Optional<Long> end;
  private final Intake intake;
  private final Leaving leaving;
  private final StoreHealth health;
  private final WorkerThreads threads = new WorkerThreads();
  private volatile Runnable chores = () -> {};
  private volatile boolean stopping;
  private volatile boolean closed;

  /**
   * @param end the tick at which every stint is over, for a batch
   */
  Crew(EngineParts given, LineChoice lines, int parallelism, Optional<Long> end) {
    this.health = new StoreHealth(given.ticker()::nanos, given.config().lease().toNanos());
    this.parts = given.with(GuardedStores.of(given.stores(), health));
    this.end = end;
    this.clock = new StoreClock(parts.ticker());
    this.lease = new Lease(parts.stores().workers(), clock, parts.config().lease(), parts::worker);
    this.pace = new Pace(parts.config().prefetch().toNanos(), parallelism);
    this.slots = new SlotPool(this, parallelism);
    this.fetcher = new Fetcher(this, lines);
    this.writes = new Writes(this);
    this.permits = new Permits(parts.stores(), fetcher.gates()::limits);
    this.parked = new Parked(this);
    this.intake = new Intake(this);
    this.leaving = new Leaving(parts.config().maxTasks(), intake::handBackUnstarted);
    this.notices = new Notices(parts.around().notifiers(), threads);
    this.userCode = new UserCode(parts.around());
    this.waitRoom = new WaitRoom(parts.stores(), parts.around().access());
    this.absorber = new Absorber(parts.stores(), parts.codec(), parts.config().keep(), owing::add);
  }

  EngineParts parts() {
    return parts;
  }

  StoreClock clock() {
    return clock;
  }

  Lease lease() {
    return lease;
  }

  Hand hand() {
    return hand;
  }

  Buffer buffer() {
    return buffer;
  }

  Tally tally() {
    return tally;
  }

  Pace pace() {
    return pace;
  }

  SlotPool slots() {
    return slots;
  }

  Fetcher fetcher() {
    return fetcher;
  }

  Writes writes() {
    return writes;
  }

  Notices notices() {
    return notices;
  }

  UserCode userCode() {
    return userCode;
  }

  WaitRoom waitRoom() {
    return waitRoom;
  }

  Absorber absorber() {
    return absorber;
  }

  Permits permits() {
    return permits;
  }

  Parked parked() {
    return parked;
  }

  Owing owing() {
    return owing;
  }

  StoreHealth health() {
    return health;
  }

  WorkerThreads threads() {
    return threads;
  }

  void start() {
    slots.start();
    fetcher.start();
  }

  /** Says who does the chores. */
  void chores(Runnable waker) {
    chores = waker;
    owing.wakes(waker);
  }

  void wakeChores() {
    chores.run();
  }

  boolean stopping() {
    return stopping;
  }

  void stopClaiming() {
    stopping = true;
    fetcher.hint();
    wakeChores();
  }

  Intake intake() {
    return intake;
  }

  Leaving leaving() {
    return leaving;
  }

  boolean closed() {
    return closed;
  }

  void close() {
    closed = true;
    writes.close();
    slots.wakeAll();
  }

  /** Whether it may claim now: its lease is good, enough slots work, and its time is not up. */
  boolean claims() {
    boolean inTime = end.map(e -> clock.nanos() - e < 0).orElse(true);
    return inTime && lease.good() && slots.enough() && !leaving.begun();
  }

  int idleSlots() {
    return slots.idle();
  }

  boolean onlyReservedIdle() {
    return slots.onlyReservedIdle();
  }

  void idle(Slot slot) {
    slots.idle(slot);
    fetcher.runningLow();
  }

  void busy(Slot slot) {
    slots.busy(slot);
  }

  boolean emptyHanded() {
    return hand.size() == 0 && writes.unsettled() == 0 && owing.pending() == 0;
  }

  long pollNanos() {
    return parts.config().poll().toNanos();
  }

  Registry.Route route(Claim claim) {
    return parts.registry().route(claim.spec());
  }

  Journey journeyOf(Claim claim) {
    return route(claim).journey();
  }

  /** When a stint that begins now ends: its time, the batch's, or its window's, the soonest. */
  long deadline(Registry.Route route, Duration budget) {
    long began = clock.nanos();
    long own = began + Math.min(Bounds.nanos(route.stint()), Bounds.nanos(budget));
    long batch = end.map(e -> Math.min(e, own)).orElse(own);
    return route
        .definition()
        .window()
        .flatMap(w -> w.closesAfter(clock.at(began)))
        .map(closes -> Math.min(batch, began + nanosUntil(closes, began)))
        .orElse(batch);
  }

  private long nanosUntil(Instant moment, long from) {
    return Bounds.nanos(Duration.between(clock.at(from), moment));
  }

  boolean wantsSlot(Claim claim) {
    if (stopping || !lease.good()) {
      return true;
    }
    boolean interactive = fetcher.interactiveWaiting() || buffer.hasInteractive();
    return interactive && claim.spec().lane() == Lane.BACKGROUND && slots.idle() == 0;
  }

  void began(Claim claim) {
    if (parts.observer() != TaskObserver.NONE) {
      Duration delay = Duration.between(claim.due(), clock.now());
      parts.observer().began(claim.spec().line(), claim.spec().lane(), delay);
    }
    if (buffer.size() <= pace.ahead() / 2) {
      fetcher.runningLow();
    }
  }

  void ran(long nanos) {
    pace.took(nanos);
  }

  void heard(Claim claim, String message) {
    tally.said(claim, message);
  }

  /** A loop met an error and will go round again: all are counted, those of no store are logged. */
  void failed(String what, Throwable error) {
    boolean passing = !(error instanceof StoreException e) || e.isTransient();
    parts.observer().storeFailed(what, passing);
    if (!(error instanceof StoreException)) {
      Guard.log(what, error);
    }
  }

  /** A stint found out that its task is somebody else's. */
  void abandoned(Stint stint) {
    hand.letGo(stint.context().claim().key());
  }

  void drop(Claim claim) {
    hand.letGo(claim.key());
  }

  /**
   * The store has declared this worker lost: forgets everything it held, so that it can register
   * anew.
   */
  void forget() {
    lease.lost();
    parts.observer().leaseLost();
    slots.killAll();
    intake.unstarted().forEach(this::drop);
    hand.clear();
    permits.forget();
  }
}
