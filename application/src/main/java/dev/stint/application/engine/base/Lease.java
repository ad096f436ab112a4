package dev.stint.application.engine.base;

import dev.stint.application.spi.Renewed;
import dev.stint.application.spi.WorkerRow;
import dev.stint.application.spi.WorkerStore;
import dev.stint.domain.WorkerId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * This worker's right to what it holds. Its local end counts from before the renewal was sent, less
 * a fifth. Renewed by one thread, read by all.
 */
public final class Lease {

  private final WorkerStore store;
  private final StoreClock clock;
  private final Duration length;
  private final Supplier<WorkerRow> introduce;
  private volatile WorkerRow worker;

  /** The id of {@code worker}, and its words, which every stint needs. */
  private volatile Name name;

  private record Name(WorkerId id, String words) {
    static Name of(WorkerRow row) {
      return new Name(row.id(), row.id().toString());
    }
  }

  private volatile long end;
  private volatile boolean held;

  /** Who this worker becomes, from its loss until that one is registered. */
  private volatile Optional<WorkerRow> successor = Optional.empty();

  private volatile boolean away;

  /** When the store was first heard again after it was away. */
  private volatile Optional<Long> back = Optional.empty();

  private Optional<Long> answered = Optional.empty();

  public Lease(
      WorkerStore store, StoreClock clock, Duration length, Supplier<WorkerRow> introduce) {
    this.store = store;
    this.clock = clock;
    this.length = length;
    this.introduce = introduce;
    this.worker = introduce.get();
    this.name = Name.of(worker);
  }

  /** How long it lasts after a renewal. */
  public Duration length() {
    return length;
  }

  public WorkerId worker() {
    return worker.id();
  }

  /** The words for the id of a worker, which is this one or was. */
  public String words(WorkerId id) {
    Name known = name;
    return known.id.equals(id) ? known.words : id.toString();
  }

  /** As whom it is to be: another one if it was declared lost before it could register. */
  public void register() {
    begin(successor.orElse(worker));
  }

  /** It was declared lost: good for nothing until it is another worker. */
  public void lost() {
    held = false;
    successor = Optional.of(introduce.get());
  }

  public boolean isLost() {
    return successor.isPresent();
  }

  /**
   * Whether what was claimed under this id is this worker's still: from the moment it was declared
   * lost it is not, though it may take long until the worker can register as another.
   */
  public boolean covers(WorkerId by) {
    // In this order: the successor is known until it is the worker.
    Optional<WorkerRow> next = successor;
    return worker.id().equals(by) && next.map(row -> row.id().equals(by)).orElse(true);
  }

  /** Becomes another worker; the same one at each try, since a try that failed may have landed. */
  public void startOver() {
    begin(successor.orElseThrow());
  }

  private void begin(WorkerRow row) {
    long sent = clock.nanos();
    clock.heard(asked(sent, () -> store.register(row)), sent);
    worker = row;
    name = Name.of(row);
    extend(sent);
    held = true;
    successor = Optional.empty();
  }

  public Renewed renew() {
    long sent = clock.nanos();
    Renewed renewed = asked(sent, () -> store.renew(worker.id()));
    if (renewed.live()) {
      clock.heard(renewed.now(), sent);
      extend(sent);
    }
    return renewed;
  }

  public void retire() {
    store.retire(worker.id());
  }

  /** How long it is sure to last; zero when it is not. */
  public Duration left() {
    long nanos = end - clock.nanos();
    return nanos <= 0 || !held ? Duration.ZERO : Duration.ofNanos(nanos);
  }

  public boolean good() {
    return held && end - clock.nanos() > 0;
  }

  /** A renewal that somebody else sent failed: the next one is due at once. */
  public void doubtful() {
    away = true;
  }

  /** Whether the last renewal failed. */
  public boolean isDoubtful() {
    return away;
  }

  /**
   * Whether the store has been reachable for a whole lease. An outage keeps every worker from
   * renewing, so live workers get one lease to renew before any worker is declared lost.
   */
  public boolean steady() {
    return good() && !away && back.map(b -> clock.nanos() - b >= length.toNanos()).orElse(true);
  }

  /**
   * Notes whether the store was away: it failed, or its answer came half a lease after the last.
   */
  private <T> T asked(long sent, Supplier<T> call) {
    boolean failed = true;
    try {
      T answer = call.get();
      long now = clock.nanos();
      if (away || now - answered.orElse(sent) >= length.toNanos() / 2) {
        back = Optional.of(now);
      }
      answered = Optional.of(now);
      failed = false;
      return answer;
    } finally {
      away = failed;
    }
  }

  private void extend(long sent) {
    end = sent + length.toNanos() / 5 * 4;
  }
}
