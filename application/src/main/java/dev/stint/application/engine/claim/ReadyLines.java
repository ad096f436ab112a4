package dev.stint.application.engine.claim;

import dev.stint.domain.Line;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The lines that had ready tasks when they were last read, of those that a worker runs. Read by its
 * fetcher; heard of by any thread.
 */
public final class ReadyLines {

  static final long EVERY = Duration.ofSeconds(1).toNanos();

  private final LineChoice choice;
  private final Supplier<Set<Line>> store;
  private volatile Set<Line> lines = Set.of();
  private long read;

  /** Whether a hint came since they were read: a line may be ready that was not. */
  private volatile boolean old;

  /** Whether a hint came for any line, since the last claim began. */
  private volatile boolean hinted;

  public ReadyLines(LineChoice choice, Supplier<Set<Line>> store, long now) {
    this.choice = choice;
    this.store = store;
    this.read = now - EVERY;
  }

  /** Something may be ready; the line is not known. */
  void hint() {
    old = true;
    hinted = true;
  }

  /** Something may be ready in this line; answers whether this worker runs it. */
  boolean hint(Line line) {
    if (choice.of(Set.of(line)).isEmpty()) {
      return false;
    }
    // First this, then the look: a reader that puts others in place meanwhile looks after it.
    hinted = true;
    if (!lines.contains(line)) {
      old = true;
    }
    return true;
  }

  /** A claim begins: hints from now on ask for another. */
  void claimBegins() {
    hinted = false;
  }

  boolean hinted() {
    return hinted;
  }

  boolean old() {
    return old;
  }

  /** Those known. */
  Set<Line> known() {
    return lines;
  }

  /** Whether this worker runs tasks of the line. */
  boolean runs(Line line) {
    return !choice.of(Set.of(line)).isEmpty();
  }

  /**
   * Those to claim from now, read anew now and then.
   *
   * @param exhausted whether the last claim took all that the known ones had
   */
  Set<Line> read(boolean exhausted, long now) {
    if (now - read >= EVERY || lines.isEmpty() || (old && exhausted)) {
      readAnew(now);
    }
    return lines;
  }

  private void readAnew(long now) {
    boolean unread = true;
    old = false;
    try {
      lines = choice.of(store.get());
      read = now;
      unread = false;
    } finally {
      if (unread || hinted) {
        old = true;
      }
    }
  }
}
