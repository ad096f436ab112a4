package dev.stint.application.engine.claim;

import dev.stint.application.api.operate.Work;
import dev.stint.application.spi.Claim;
import dev.stint.domain.life.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How a worker leaves on its own account: it takes nothing new and lets what runs come to its
 * outcome, for somebody asked it to, or for it has begun as many stints as it may. Thread-safe.
 */
public final class Draining {

  private final CompletableFuture<Work.Ended> why = new CompletableFuture<>();
  private final AtomicInteger begun = new AtomicInteger();
  private final int most;
  private final Runnable handBack;
  private volatile boolean atUnfinished;

  /**
   * @param most how many stints may begin; 0 means any number
   * @param handBack gives up what was claimed and not begun
   */
  public Draining(int most, Runnable handBack) {
    this.most = most;
    this.handBack = handBack;
  }

  /** Only the first reason counts. */
  public void because(Work.Ended reason) {
    if (why.complete(reason)) {
      handBack.run();
    }
  }

  public void asked(Claim by, String words) {
    String who = "task " + by.key().task() + " (" + by.spec().line().type() + "): ";
    because(new Work.Ended(Work.Reason.ASKED, who + words));
  }

  /** From now on the first stint that leaves its task unfinished is the last to begin. */
  public void atUnfinished() {
    atUnfinished = true;
  }

  /** A stint came to this; called before its slot takes another task. */
  public void came(Outcome to) {
    if (atUnfinished && !to.finished()) {
      because(new Work.Ended(Work.Reason.UNFINISHED, "a task was left unfinished"));
    }
  }

  public boolean begun() {
    return why.isDone();
  }

  /** Completed once nothing new is taken. */
  public CompletableFuture<Work.Ended> why() {
    return why;
  }

  /** Whether another stint may begin; with the last one that may, the worker leaves. */
  boolean admits() {
    if (begun()) {
      return false;
    }
    if (most == 0) {
      return true;
    }
    int number = begun.incrementAndGet();
    if (number == most) {
      String words = "it began " + most + " stints, as many as it may";
      because(new Work.Ended(Work.Reason.ENOUGH, words));
    }
    return number <= most;
  }
}
