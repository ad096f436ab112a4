package dev.stint.application.api;

import dev.stint.application.spi.TaskRow;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.TaskStatus;
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
    String name, boolean active, CleanTasks.Rule sweep, Optional<Predicate<TaskRow>> condition) {

  /** Every finished task past its own retention. */
  public static final CleanRule RETENTION =
      new CleanRule("retention", true, CleanTasks.Rule.RETENTION, Optional.empty());

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

  /** Finished tasks of any type that ended so long ago. */
  public static CleanRule olderThan(String name, Duration age) {
    CleanTasks.Rule sweep = new CleanTasks.Rule(Set.of(), Set.of(), Optional.of(age), false, false);
    return new CleanRule(name, true, sweep, Optional.empty());
  }

  public CleanRule types(Set<TaskTypeName> only) {
    return with(
        new CleanTasks.Rule(
            only, sweep.statuses(), sweep.olderThan(), sweep.historyOnly(), sweep.dryRun()));
  }

  public CleanRule statuses(Set<TaskStatus> only) {
    return with(
        new CleanTasks.Rule(
            sweep.types(), only, sweep.olderThan(), sweep.historyOnly(), sweep.dryRun()));
  }

  /** Keeps the tasks, drops their history and messages. */
  public CleanRule historyOnly() {
    return with(
        new CleanTasks.Rule(
            sweep.types(), sweep.statuses(), sweep.olderThan(), true, sweep.dryRun()));
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

  private CleanRule with(CleanTasks.Rule other) {
    return new CleanRule(name, active, other, condition);
  }

  private static void checkAge(String name, Duration age) {
    if (age.isNegative() || age.compareTo(Duration.ofDays(36_500)) > 0) {
      throw new IllegalArgumentException(
          "clean rule " + name + " has an age of 0 to 36500 days, not " + age);
    }
  }
}
