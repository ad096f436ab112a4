package dev.stint.application.engine.claim;

import dev.stint.domain.Line;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The lines that had ready tasks when they were last read, of those that a worker runs. Read by its
 * fetcher; heard of by any thread.
 */
public final class ReadyLines {

  static final long EVERY = Duration.ofSeconds(1).toNanos();

  /** While hints name lines, which are claimed from at once, the others are looked for so often. */
  private static final long RARELY = 3 * EVERY;

  private final LineChoice choice;
  private final Supplier<Set<Line>> store;
  private volatile Set<Line> lines = Set.of();
  private long read;

  /** Those named by hints since the last claim began, known or not. */
  private final Set<Line> named = ConcurrentHashMap.newKeySet();

  /** Whether a hint that named no line came since they were read. */
  private volatile boolean old;

  /** Whether something is ready that may be in a line not known, hints or not. */
  private volatile boolean unsure;

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
    // First the line, then the flag: who sees the flag finds the line.
    named.add(line);
    hinted = true;
    return true;
  }

  /** A claim begins: hints from now on ask for another. */
  void claimBegins() {
    hinted = false;
  }

  /** Something is ready; they are read anew with the next claim. */
  void lookAgain() {
    unsure = true;
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
   * Those to claim from now, read anew now and then; what a hint named is claimed from at once.
   *
   * @param exhausted whether the last claim took all that the known ones had
   */
  Set<Line> read(boolean exhausted, long now) {
    boolean told = takeNamed();
    boolean stale = unsure || now - read >= (told ? RARELY : EVERY);
    if (stale || lines.isEmpty() || (old && exhausted)) {
      readAnew(now);
    }
    return lines;
  }

  private boolean takeNamed() {
    Set<Line> all = new HashSet<>(lines);
    boolean told = false;
    for (Line line : named) {
      named.remove(line);
      all.add(line);
      told = true;
    }
    if (all.size() > lines.size()) {
      lines = Set.copyOf(all);
    }
    return told;
  }

  private void readAnew(long now) {
    boolean unread = true;
    old = false;
    unsure = false;
    try {
      lines = choice.of(store.get());
      read = now;
      unread = false;
    } finally {
      if (unread) {
        old = true;
      }
    }
  }
}
