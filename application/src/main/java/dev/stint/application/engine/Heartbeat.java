package dev.stint.application.engine;

import dev.stint.application.spi.Renewed;
import dev.stint.application.spi.WriteKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Renews the lease, ends stints that hang, sees to what was said, reconciles what is ours. */
final class Heartbeat {

  private static final long TICK = 50_000_000;

  private final Crew crew;
  private final Runnable atEachRenewal;
  private final LateNotes notes;
  private final Thread thread;
  private Set<WriteKey> suspicious = Set.of();
  private long renewed;

  Heartbeat(Crew crew, Runnable atEachRenewal) {
    this.crew = crew;
    this.atEachRenewal = atEachRenewal;
    this.notes = new LateNotes(crew);
    this.thread = crew.threads().vital("stint-heartbeat", this::work);
  }

  void start() {
    renewed = crew.clock().nanos();
    thread.start();
  }

  /** Looks whether the crew is closed. */
  void look() {
    LockSupport.unpark(thread);
  }

  private void work() {
    while (!crew.closed()) {
      attempt("end what is overdue", this::endOverdue);
      attempt("write what was said", notes::look);
      if (crew.clock().nanos() - renewed >= crew.parts().config().renewal().toNanos()) {
        beat();
      }
      Interrupts.park(this, TICK);
    }
  }

  private void endOverdue() {
    crew.slots().endOverdue(crew.clock().nanos(), crew.parts().config().grace().toNanos());
  }

  /** A worker that cannot go on renews no more: its tasks are for others. */
  private void beat() {
    if (crew.threads().broken().isEmpty()) {
      attempt(
          "renew",
          () -> {
            renew();
            reconcile();
            renewed = crew.clock().nanos();
          });
    }
    attempt("after the renewal", atEachRenewal);
  }

  private void attempt(String what, Runnable work) {
    try {
      work.run();
    } catch (Throwable e) {
      crew.failed(what, e);
    }
  }

  private void renew() {
    boolean good = crew.lease().good();
    if (!crew.lease().isLost()) {
      Renewed answer = crew.lease().renew();
      if (answer.live()) {
        crew.hand().heard(answer.signals());
        if (answer.interactiveWaiting()) {
          crew.fetcher().heardInteractiveWaiting();
        }
      } else if (!crew.closed()) {
        crew.forget();
      }
    }
    // What fails here is tried again at the next beat: there is no half worker in between.
    if (crew.lease().isLost() && !crew.stopping()) {
      crew.lease().startOver();
    }
    if (!good && crew.lease().good()) {
      crew.fetcher().hint();
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
