package dev.stint.application.engine.claim;

import dev.stint.application.engine.base.ThreadSignal;
import dev.stint.domain.Line;

/**
 * What others tell the fetcher: that work may have arrived, or that there is room for more. It is
 * woken only if a claim may bring something. Thread-safe.
 */
public final class FetchSignals {

  private final ReadyLines lines;
  private final HeldTasks heldTasks;
  private final ThreadSignal fetcher = new ThreadSignal();

  /**
   * Whether there may be more than the last claim took, as before the first one; a claim for the
   * reserved slot tells nothing.
   */
  private volatile boolean full = true;

  /** Whether the last claim asked for less than there was room for, for want of permits. */
  private volatile boolean limited;

  private volatile boolean parked;
  private volatile boolean dry;
  private volatile boolean watched;
  private volatile boolean interactiveWaiting;

  public FetchSignals(ReadyLines lines, HeldTasks heldTasks) {
    this.lines = lines;
    this.heldTasks = heldTasks;
  }

  /** The calling thread is the fetcher. */
  void bind() {
    fetcher.bind();
  }

  /** Look now, for a batch that would like to know whether anything is left. */
  public void look() {
    fetcher.wake();
  }

  /** Work may have arrived; the line is not known. */
  public void hint() {
    lines.hint();
    wake();
  }

  /** The upkeep saw that something is ready; one that does not rest looks with its next claim. */
  public void found() {
    if (parked) {
      hint();
    } else {
      lines.lookAgain();
    }
  }

  /** Whether the upkeep looks for what is ready at each poll. */
  public void watched(boolean value) {
    watched = value;
  }

  boolean watched() {
    return watched;
  }

  /** Work may have arrived in this line. */
  public void hint(Line line) {
    if (lines.hint(line)) {
      wake();
    }
  }

  private void wake() {
    dry = false;
    fetcher.wake();
  }

  /** A slot has less to do than it could; costs little when nobody waits for it. */
  public void runningLow() {
    if (parked && mayBeMore()) {
      fetcher.wake();
    }
  }

  /** Whether something may be ready that no claim asked for yet. */
  private boolean mayBeMore() {
    return full || lines.hinted() || lines.old();
  }

  /** Of a limited line's tasks claimed ahead few are left. */
  void limitedLow() {
    if (parked && limited) {
      fetcher.wake();
    }
  }

  /** A task was settled: there may be room in the hand again. */
  public void settled() {
    if (parked && mayBeMore() && heldTasks.hasRoom()) {
      fetcher.wake();
    }
  }

  /** Whether the last claim, made with empty hands, found nothing. */
  public boolean dry() {
    return dry;
  }

  public void dry(boolean value) {
    dry = value;
  }

  boolean full() {
    return full;
  }

  void full(boolean value) {
    full = value;
  }

  void limited(boolean value) {
    limited = value;
  }

  void parked(boolean value) {
    parked = value;
  }

  public boolean interactiveWaiting() {
    return interactiveWaiting;
  }

  public void interactiveWaiting(boolean value) {
    interactiveWaiting = value;
  }
}
