package dev.stint.application.engine;

import dev.stint.application.spi.Renewed;
import dev.stint.application.spi.WorkerRow;
import dev.stint.application.spi.WorkerStore;
import dev.stint.domain.WorkerId;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * This worker's right to what it holds. Its local end counts from before the renewal was sent, less
 * a fifth. Renewed by one thread, read by all.
 */
final class Lease {

  private final WorkerStore store;
  private final StoreClock clock;
  private final Duration length;
  private final Supplier<WorkerRow> introduce;
  private volatile WorkerRow worker;
  private volatile long end;

  Lease(WorkerStore store, StoreClock clock, Duration length, Supplier<WorkerRow> introduce) {
    this.store = store;
    this.clock = clock;
    this.length = length;
    this.introduce = introduce;
    this.worker = introduce.get();
  }

  WorkerId worker() {
    return worker.id();
  }

  void register() {
    long sent = clock.nanos();
    clock.heard(store.register(worker));
    extend(sent);
  }

  /** Becomes another worker, for this one was declared lost. */
  void startOver() {
    worker = introduce.get();
    register();
  }

  Renewed renew() {
    long sent = clock.nanos();
    Renewed renewed = store.renew(worker.id());
    if (renewed.live()) {
      clock.heard(renewed.now());
      extend(sent);
    }
    return renewed;
  }

  void retire() {
    store.retire(worker.id());
  }

  /** How long it is sure to last; zero when it is not. */
  Duration left() {
    long nanos = end - clock.nanos();
    return nanos <= 0 ? Duration.ZERO : Duration.ofNanos(nanos);
  }

  boolean good() {
    return end - clock.nanos() > 0;
  }

  private void extend(long sent) {
    end = sent + length.toNanos() / 5 * 4;
  }
}
