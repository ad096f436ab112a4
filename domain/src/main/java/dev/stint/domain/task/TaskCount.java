package dev.stint.domain.task;

import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.life.TaskStatus;
import java.util.Locale;

/**
 * How many tasks of a line and lane have a status.
 *
 * @param atLeast whether there may be more: the store stopped counting
 */
public record TaskCount(Line line, Lane lane, TaskStatus status, long tasks, boolean atLeast) {

  /** All of them. */
  public TaskCount(Line line, Lane lane, TaskStatus status, long tasks) {
    this(line, lane, status, tasks, false);
  }

  /** Counted up to {@code most}; the caller need not count further than one task beyond it. */
  public static TaskCount upTo(long most, Line line, Lane lane, TaskStatus status, long counted) {
    return new TaskCount(line, lane, status, Math.min(most, counted), counted > most);
  }

  /** These tasks and those of another count, of the same line, lane and status. */
  public TaskCount and(TaskCount other) {
    return new TaskCount(line, lane, status, tasks + other.tasks, atLeast || other.atLeast);
  }

  /** As people read it: {@code 17}, or {@code 10,000+} where there may be more. */
  public String figure() {
    return figure(tasks, atLeast);
  }

  static String figure(long tasks, boolean atLeast) {
    return atLeast ? String.format(Locale.ROOT, "%,d+", tasks) : String.valueOf(tasks);
  }
}
