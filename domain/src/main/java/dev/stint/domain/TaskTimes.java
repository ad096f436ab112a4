package dev.stint.domain;

import java.time.Instant;
import java.util.Optional;

/** When the tasks that are looked for were requested, are due, and finished. */
public record TaskTimes(TimeRange requested, TimeRange due, TimeRange finished) {

  /** At any time. */
  public static final TaskTimes ALL = new TaskTimes(TimeRange.ALL, TimeRange.ALL, TimeRange.ALL);

  public TaskTimes requested(TimeRange value) {
    return new TaskTimes(value, due, finished);
  }

  public TaskTimes due(TimeRange value) {
    return new TaskTimes(requested, value, finished);
  }

  public TaskTimes finished(TimeRange value) {
    return new TaskTimes(requested, due, value);
  }

  /** Whether a task with these times is looked for. */
  public boolean contain(Instant requestedAt, Instant dueAt, Optional<Instant> finishedAt) {
    return requested.contains(requestedAt) && due.contains(dueAt) && finished.contains(finishedAt);
  }
}
