package dev.stint.application.api;

import dev.stint.application.spi.TaskRow;
import dev.stint.domain.Bounds;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Removes finished tasks past their retention; never one that is not finished. */
public interface CleanTasks {

  /**
   * Cleans in small batches until nothing is left; answers how many went, or would go. Does nothing
   * if the configuration switched the cleaner off.
   */
  long clean(Rule rule);

  /** Cleans by a named rule; an inactive one cleans nothing. */
  long clean(CleanRule rule);

  /**
   * The tasks that would go now, newest first, at most {@code count}. Where a rule names no age it
   * goes by the retention that is configured today.
   */
  List<TaskRow> preview(CleanRule rule, int count);

  /**
   * @param olderThan since finish; empty means each task's own retention
   * @param historyOnly keep the tasks, drop history and messages
   */
  record Rule(
      Set<TaskTypeName> types,
      Set<TaskStatus> statuses,
      Optional<Duration> olderThan,
      boolean historyOnly,
      boolean dryRun) {

    public static final Rule RETENTION =
        new Rule(Set.of(), Set.of(), Optional.empty(), false, false);

    public Rule {
      olderThan.ifPresent(Rule::checkAge);
    }

    private static void checkAge(Duration age) {
      if (age.isNegative() || age.compareTo(Bounds.LONGEST_SPAN) > 0) {
        throw new IllegalArgumentException(
            "a clean rule has an age of 0 to 36500 days, not " + age);
      }
    }

    public Rule asDryRun() {
      return new Rule(types, statuses, olderThan, historyOnly, true);
    }
  }
}
