package dev.stint.application.engine;

import dev.stint.application.spi.Renewed;
import dev.stint.application.spi.WriteKey;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Renews the lease, ends stints that hang, and reconciles what the store says is ours. */
final class Heartbeat {

  private static final long TICK = 50_000_000;

  private final Crew crew;
  private final Runnable atEachRenewal;
  private final Thread thread;
  private Set<WriteKey> suspicious = Set.of();
  private long renewed;

  Heartbeat(Crew crew, Runnable atEachRenewal) {
    this.crew = crew;
    this.atEachRenewal = atEachRenewal;
    this.thread = Threads.daemon("stint-heartbeat", this::work);
  }

  void start() {
    renewed = crew.clock().nanos();
    thread.start();
  }

  /** Waits until its thread has ended, once the crew is closed: it asks the store no more. */
  void ended(Duration atMost) {
    Threads.ended(thread, atMost);
  }

  private void work() {
    while (!crew.closed()) {
      crew.slots().endOverdue(crew.clock().nanos(), crew.parts().config().grace().toNanos());
      if (crew.clock().nanos() - renewed >= crew.parts().config().renewal().toNanos()) {
        beat();
      }
      LockSupport.parkNanos(this, TICK);
    }
  }

  private void beat() {
    try {
      renew();
      reconcile();
      renewed = crew.clock().nanos();
    } catch (RuntimeException e) {
      crew.failed("renew", e);
    }
    atEachRenewal.run();
  }

  private void renew() {
    Renewed answer = crew.lease().renew();
    if (!answer.live()) {
      crew.startOver();
      return;
    }
    crew.hand().heard(answer.signals());
    if (answer.interactiveWaiting()) {
      crew.fetcher().heardInteractiveWaiting();
    }
  }

  /** Releases what the store twice said is ours and this worker knows nothing of. */
  private void reconcile() {
    List<WriteKey> unknown =
        crew.hand().unknown(crew.parts().stores().workers().held(crew.lease().worker()));
    List<WriteKey> again = unknown.stream().filter(suspicious::contains).toList();
    suspicious = new HashSet<>(unknown);
    if (!again.isEmpty()) {
      crew.parts().stores().runs().release(again.stream().map(WriteKey::next).toList());
    }
  }
}
