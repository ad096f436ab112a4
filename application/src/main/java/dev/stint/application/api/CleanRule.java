package dev.stint.application.api;

import dev.stint.domain.Bounds;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A named rule of what is cleaned. Simple: by type, status and age, decided in the store. Advanced:
 * with a condition of the host's own, asked for each task. Immutable.
 *
 * @param name 1 to 120 characters
 * @param active an inactive one is skipped
 * @param condition makes it advanced
 */
public record CleanRule(
    String name, boolean active, Sweep sweep, Optional<Predicate<TaskRow>> condition) {

  /** Every finished task past its own retention. */
  public static final CleanRule RETENTION =
      new CleanRule("retention", true, Sweep.RETENTION, Optional.empty());

  private static final int LONGEST_NAME = 120;

  public CleanRule {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "the name of a clean rule has 1 to " + LONGEST_NAME + " characters");
    }
    sweep.olderThan().ifPresent(age -> checkAge(name, age));
    for (TaskStatus status : sweep.statuses()) {
      if (!status.finished()) {
        throw new IllegalArgumentException(
            "clean rule %s names %s: only finished tasks are cleaned".formatted(name, status));
      }
    }
    if (condition.isPresent() && sweep.historyOnly()) {
      throw new IllegalArgumentException(
          "clean rule " + name + " has a condition: it removes tasks, not only their history");
    }
  }

  /** Finished tasks of any type that ended at least this long ago. */
  public static CleanRule olderThan(String name, Duration age) {
    Sweep sweep = new Sweep(Set.of(), Set.of(), Optional.of(age), false, false);
    return new CleanRule(name, true, sweep, Optional.empty());
  }

  public CleanRule types(Set<TaskTypeName> only) {
    return with(
        new Sweep(only, sweep.statuses(), sweep.olderThan(), sweep.historyOnly(), sweep.dryRun()));
  }

  public CleanRule statuses(Set<TaskStatus> only) {
    return with(
        new Sweep(sweep.types(), only, sweep.olderThan(), sweep.historyOnly(), sweep.dryRun()));
  }

  /** Keeps the tasks, drops their history and messages. */
  public CleanRule historyOnly() {
    return with(
        new Sweep(sweep.types(), sweep.statuses(), sweep.olderThan(), true, sweep.dryRun()));
  }

  /** Only tasks of which this is true, too. */
  public CleanRule where(Predicate<TaskRow> value) {
    return new CleanRule(name, active, sweep, Optional.of(value));
  }

  public CleanRule active(boolean value) {
    return new CleanRule(name, value, sweep, condition);
  }

  public boolean advanced() {
    return condition.isPresent();
  }

  private CleanRule with(Sweep other) {
    return new CleanRule(name, active, other, condition);
  }

  private static void checkAge(String name, Duration age) {
    if (age.isNegative() || age.compareTo(Duration.ofDays(36_500)) > 0) {
      throw new IllegalArgumentException(
          "clean rule " + name + " has an age of 0 to 36500 days, not " + age);
    }
  }

  /**
   * What a simple rule removes, decided in the store.
   *
   * @param olderThan since finish; empty means each task's own retention
   * @param historyOnly keep the tasks, drop history and messages
   */
  public record Sweep(
      Set<TaskTypeName> types,
      Set<TaskStatus> statuses,
      Optional<Duration> olderThan,
      boolean historyOnly,
      boolean dryRun) {

    public static final Sweep RETENTION =
        new Sweep(Set.of(), Set.of(), Optional.empty(), false, false);

    public Sweep {
      olderThan.ifPresent(Sweep::checkAge);
    }

    private static void checkAge(Duration age) {
      if (age.isNegative() || age.compareTo(Bounds.LONGEST_SPAN) > 0) {
        throw new IllegalArgumentException(
            "a clean rule has an age of 0 to 36500 days, not " + age);
      }
    }

    public Sweep asDryRun() {
      return new Sweep(types, statuses, olderThan, historyOnly, true);
    }
  }
}
