package dev.stint.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * How a list of tasks is ordered. Every order is total: those alike in it stand in the order of
 * their ids, so that pages follow one another without a gap and without a repeat.
 */
public enum TaskOrder {
  /** Last requested first, by id. Costs one page: every store has an index of the ids. */
  NEWEST(Key.NONE, false, true),

  /** First requested first, by id. Costs one page, as {@link #NEWEST}. */
  OLDEST(Key.NONE, false, false),

  /**
   * Soonest due first. Has no index, so that requests stay cheap: each page reads every task that
   * the filter leaves, and keeps one page of them.
   */
  DUE(Key.DUE, false, false),

  /** Last finished first, only tasks that are over. Costs as {@link #DUE}. */
  FINISHED(Key.FINISHED, true, true),

  /** Most urgent first, and among those alike the first requested. Costs as {@link #DUE}. */
  PRIORITY(Key.PRIORITY, true, false);

  private enum Key {
    NONE,
    DUE,
    FINISHED,
    PRIORITY
  }

  private static final long MICROS_A_SECOND = 1_000_000;

  private final Key key;
  private final boolean keyFalls;
  private final boolean idFalls;

  TaskOrder(Key key, boolean keyFalls, boolean idFalls) {
    this.key = key;
    this.keyFalls = keyFalls;
    this.idFalls = idFalls;
  }

  /** Whether ids alone decide; then the key of every place is 0. */
  public boolean byId() {
    return key == Key.NONE;
  }

  /** Whether greater keys stand before smaller ones. */
  public boolean keyFalls() {
    return keyFalls;
  }

  /** Whether greater ids stand before smaller ones, among tasks of one key. */
  public boolean idFalls() {
    return idFalls;
  }

  /** Where a task stands in this order; nowhere if the order is not about it. */
  public Optional<TaskPlace> place(
      TaskId id, int priority, Instant due, Optional<Instant> finished) {
    return switch (key) {
      case NONE -> Optional.of(new TaskPlace(this, 0, id));
      case DUE -> Optional.of(new TaskPlace(this, micros(due), id));
      case FINISHED -> finished.map(at -> new TaskPlace(this, micros(at), id));
      case PRIORITY -> Optional.of(new TaskPlace(this, priority, id));
    };
  }

  /** Not by ChronoUnit: it counts nanoseconds on the way, and overflows in the year 2262. */
  private static long micros(Instant moment) {
    return Math.addExact(
        Math.multiplyExact(moment.getEpochSecond(), MICROS_A_SECOND), moment.getNano() / 1_000);
  }

  /** Compares two places of this order: what is to be shown first is less. */
  public Comparator<TaskPlace> comparator() {
    Comparator<TaskPlace> keys = Comparator.comparingLong(TaskPlace::key);
    Comparator<TaskPlace> ids = Comparator.comparing(TaskPlace::id);
    return (keyFalls ? keys.reversed() : keys).thenComparing(idFalls ? ids.reversed() : ids);
  }
}
