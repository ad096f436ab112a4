package dev.stint.application.engine.claim;

/** Tells the fetcher when slots run low, and wakes slots that may go on. Thread-safe. */
public final class SlotSupply {

  private final Buffer buffer;
  private final RunTimeAverage pace;
  private final SlotStates slots;
  private final FetchSignals fetcher;

  public SlotSupply(Buffer buffer, RunTimeAverage pace, SlotStates slots, FetchSignals fetcher) {
    this.buffer = buffer;
    this.pace = pace;
    this.slots = slots;
    this.fetcher = fetcher;
  }

  /** A slot began a task: half of what is claimed ahead may be gone. */
  public void began() {
    if (buffer.size() <= pace.ahead() / 2) {
      fetcher.runningLow();
    }
  }

  /** A task took so long. */
  public void took(long nanos) {
    pace.took(nanos);
  }

  /** A slot has nothing to do. */
  public void idle(Thread slot, boolean reserved) {
    slots.idle(slot, reserved);
    fetcher.runningLow();
  }

  /** As many tasks may start now that could not before. */
  public void wake(int tasks) {
    slots.wake(tasks);
  }

  /** A slot that was lost is back. */
  public void back() {
    fetcher.hint();
  }
}
