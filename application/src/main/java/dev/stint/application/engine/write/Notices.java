package dev.stint.application.engine.write;

import dev.stint.application.api.extend.FailureNotifier;
import dev.stint.application.api.extend.FailureNotifier.Notice;
import dev.stint.application.api.extend.FailureNotifier.Reason;
import dev.stint.application.engine.action.Registry;
import dev.stint.application.engine.base.Guard;
import dev.stint.application.engine.base.WorkerThreads;
import dev.stint.application.log.GuardedLog;
import dev.stint.application.spi.Claim;
import dev.stint.domain.Bounds;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Tells the host's notifiers of failures that landed, one after another on a thread that lives only
 * while there is something to tell. Thread-safe.
 */
public final class Notices {

  private static final Logger LOG = GuardedLog.of(Notices.class);
  private static final int MOST_WAITING = 1_000;

  /** Short: a worker that stops, and each batch does, waits for the end of its threads. */
  private static final int IDLE_MILLIS = 10;

  private final List<FailureNotifier> notifiers;
  private final ThreadPoolExecutor teller;

  public Notices(List<FailureNotifier> notifiers, WorkerThreads threads) {
    this.notifiers = notifiers;
    this.teller =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_MILLIS,
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            work -> threads.helper("stint-notices", work));
    teller.allowCoreThreadTimeOut(true);
  }

  /** Whether there is anybody to tell. */
  boolean anybody() {
    return !notifiers.isEmpty();
  }

  /** A failed attempt is durable: sends the notices that its task type asks for. */
  void landed(Claim claim, Registry.Route route, Run before, Run after) {
    boolean failed = after.status() == TaskStatus.FAILED;
    boolean counted = failed || after.attempt() == before.attempt() + 1;
    int attempts = before.attempt() + 1;
    Failure failure = after.lastFailure().orElseThrow();
    if (counted && route.definition().notifyAt().filter(n -> n == attempts).isPresent()) {
      tell(claim, Reason.ATTEMPT_REACHED, attempts, failure);
    }
    if (failed && route.critical()) {
      tell(claim, Reason.FAILED, attempts, failure);
    }
  }

  private void tell(Claim claim, Reason reason, int attempts, Failure failure) {
    Notice notice =
        new Notice(
            reason,
            claim.key().task(),
            claim.spec().line().type(),
            claim.spec().name(),
            claim.spec().owner(),
            attempts,
            failure);
    for (FailureNotifier notifier : notifiers) {
      try {
        teller.execute(() -> tell(notifier, notice));
      } catch (RejectedExecutionException e) {
        LOG.error("too many notices wait; this one was not sent: {}", notice.words());
      }
    }
  }

  private static void tell(FailureNotifier notifier, Notice notice) {
    try {
      notifier.failed(notice);
    } catch (Throwable e) {
      Guard.log("sending this notice: " + notice.words(), e);
    }
  }

  /** Waits until all that was to be told by now was told, or time is up. */
  public void flush(Duration atMost) {
    CountDownLatch told = new CountDownLatch(1);
    try {
      if (teller.getActiveCount() > 0 || !teller.getQueue().isEmpty()) {
        teller.execute(told::countDown);
        told.await(Bounds.nanos(atMost), TimeUnit.NANOSECONDS);
      }
    } catch (RejectedExecutionException e) {
      LOG.warn("notices of failures are still being sent");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
