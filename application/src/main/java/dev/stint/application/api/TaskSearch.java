package dev.stint.application.api;

import dev.stint.application.spi.TaskRow;
import dev.stint.domain.Bounds;
import dev.stint.domain.Owner;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which tasks a person would like to see, newest first. Immutable; each method answers a refined
 * copy.
 *
 * @param statuses none means every one
 * @param type aliases included
 * @param nameHas part of the task's name, in any case
 * @param within requested in this time before now, on the store's clock
 * @param before the page that follows this task
 * @param limit rows of a page, 1 to 10,000
 */
public record TaskSearch(
    Set<TaskStatus> statuses,
    Optional<TaskTypeName> type,
    Optional<QueueName> queue,
    Optional<Owner> owner,
    Optional<String> nameHas,
    Optional<Duration> within,
    Optional<TaskId> before,
    int limit) {

  public static final int MOST = 10_000;

  /** Every task, fifty a page. */
  public static final TaskSearch ALL =
      new TaskSearch(
          Set.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          50);

  public TaskSearch {
    statuses = Set.copyOf(statuses);
    within.ifPresent(time -> Bounds.span("the time of a search", time));
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("a page has 1 to " + MOST + " tasks, not " + limit);
    }
  }

  public TaskSearch statuses(Set<TaskStatus> value) {
    return new TaskSearch(value, type, queue, owner, nameHas, within, before, limit);
  }

  /** Without those that SUCCEEDED. */
  public TaskSearch hideSucceeded() {
    Set<TaskStatus> left = EnumSet.allOf(TaskStatus.class);
    if (!statuses.isEmpty()) {
      left.retainAll(statuses);
    }
    left.remove(TaskStatus.SUCCEEDED);
    return statuses(left);
  }

  public TaskSearch type(String value) {
    Optional<TaskTypeName> only = Optional.of(new TaskTypeName(value));
    return new TaskSearch(statuses, only, queue, owner, nameHas, within, before, limit);
  }

  public TaskSearch queue(String value) {
    Optional<QueueName> only = Optional.of(new QueueName(value));
    return new TaskSearch(statuses, type, only, owner, nameHas, within, before, limit);
  }

  public TaskSearch owner(String value) {
    Optional<Owner> only = Optional.of(new Owner(value));
    return new TaskSearch(statuses, type, queue, only, nameHas, within, before, limit);
  }

  public TaskSearch nameHas(String value) {
    Optional<String> part = Optional.of(value);
    return new TaskSearch(statuses, type, queue, owner, part, within, before, limit);
  }

  public TaskSearch within(Duration value) {
    Optional<Duration> time = Optional.of(value);
    return new TaskSearch(statuses, type, queue, owner, nameHas, time, before, limit);
  }

  public TaskSearch before(TaskId value) {
    Optional<TaskId> task = Optional.of(value);
    return new TaskSearch(statuses, type, queue, owner, nameHas, within, task, limit);
  }

  public TaskSearch limit(int value) {
    return new TaskSearch(statuses, type, queue, owner, nameHas, within, before, value);
  }

  /**
   * @param next where to go on; empty if there is no more
   */
  public record Page(List<TaskRow> tasks, Optional<TaskId> next) {
    public Page {
      tasks = List.copyOf(tasks);
    }
  }
}
