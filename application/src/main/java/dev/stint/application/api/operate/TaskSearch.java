package dev.stint.application.api.operate;

import dev.stint.domain.Bounds;
import dev.stint.domain.Owner;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskOrder;
import dev.stint.domain.TaskPlace;
import dev.stint.domain.TaskTimes;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which tasks a person would like to see, and in which order; newest first unless they say
 * otherwise. Immutable; each method answers a refined copy.
 *
 * <p>Every page is read as the tasks stand then: what does not change meanwhile is on one page,
 * once. The two orders by id cost about a page, wherever one is in the list. The others have no
 * index, since that would slow down every request and every settlement: each of their pages reads
 * all tasks that the search leaves. Redis refuses them where more than 200,000 are left. A range of
 * times is no index either: the newest first, it costs what was requested after it.
 *
 * @param statuses none means every one
 * @param type aliases included
 * @param nameHas part of the task's name, in any case
 * @param within requested in this time before now, on the store's clock
 * @param times when they were requested, are due and finished
 * @param after the page that follows this place, the {@code next} of the page before
 * @param limit rows of a page, 1 to 10,000
 */
public record TaskSearch(
    Set<TaskStatus> statuses,
    Optional<TaskTypeName> type,
    Optional<QueueName> queue,
    Optional<Owner> owner,
    Optional<String> nameHas,
    Optional<Duration> within,
    TaskTimes times,
    TaskOrder order,
    Optional<TaskPlace> after,
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
          TaskTimes.ALL,
          TaskOrder.NEWEST,
          Optional.empty(),
          50);

  /**
   * @throws IllegalArgumentException if the limit or the time is out of bounds, or the place is one
   *     of another order
   */
  public TaskSearch {
    statuses = Set.copyOf(statuses);
    within.ifPresent(time -> Bounds.span("the time of a search", time));
    TaskOrder wanted = order;
    after.ifPresent(place -> place.in(wanted));
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("a page has 1 to " + MOST + " tasks, not " + limit);
    }
  }

  public TaskSearch statuses(Set<TaskStatus> value) {
    return new TaskSearch(value, type, queue, owner, nameHas, within, times, order, after, limit);
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
    return new TaskSearch(
        statuses, only, queue, owner, nameHas, within, times, order, after, limit);
  }

  public TaskSearch queue(String value) {
    Optional<QueueName> only = Optional.of(new QueueName(value));
    return new TaskSearch(statuses, type, only, owner, nameHas, within, times, order, after, limit);
  }

  public TaskSearch owner(String value) {
    Optional<Owner> only = Optional.of(new Owner(value));
    return new TaskSearch(statuses, type, queue, only, nameHas, within, times, order, after, limit);
  }

  public TaskSearch nameHas(String value) {
    Optional<String> part = Optional.of(value);
    return new TaskSearch(statuses, type, queue, owner, part, within, times, order, after, limit);
  }

  public TaskSearch within(Duration value) {
    Optional<Duration> time = Optional.of(value);
    return new TaskSearch(statuses, type, queue, owner, nameHas, time, times, order, after, limit);
  }

  /** Only tasks that were requested, are due and finished at these times. */
  public TaskSearch times(TaskTimes value) {
    return new TaskSearch(
        statuses, type, queue, owner, nameHas, within, value, order, after, limit);
  }

  /** Only tasks that were requested at this moment or later. */
  public TaskSearch requestedFrom(Instant value) {
    return times(times.requested(times.requested().from(value)));
  }

  /** Only tasks that were requested before this moment. */
  public TaskSearch requestedUntil(Instant value) {
    return times(times.requested(times.requested().until(value)));
  }

  /** Only tasks that are, or were last, due at this moment or later. */
  public TaskSearch dueFrom(Instant value) {
    return times(times.due(times.due().from(value)));
  }

  /** Only tasks that are, or were last, due before this moment. */
  public TaskSearch dueUntil(Instant value) {
    return times(times.due(times.due().until(value)));
  }

  /** Only tasks that finished at this moment or later. */
  public TaskSearch finishedFrom(Instant value) {
    return times(times.finished(times.finished().from(value)));
  }

  /** Only tasks that finished before this moment. */
  public TaskSearch finishedUntil(Instant value) {
    return times(times.finished(times.finished().until(value)));
  }

  /** In this order, from its beginning. */
  public TaskSearch order(TaskOrder value) {
    return new TaskSearch(
        statuses, type, queue, owner, nameHas, within, times, value, Optional.empty(), limit);
  }

  /** The page that follows this place, in its order. */
  public TaskSearch after(TaskPlace value) {
    Optional<TaskPlace> place = Optional.of(value);
    return new TaskSearch(
        statuses, type, queue, owner, nameHas, within, times, value.order(), place, limit);
  }

  /** Newest first, the page that follows this task. */
  public TaskSearch before(TaskId value) {
    return after(TaskPlace.newest(value));
  }

  public TaskSearch limit(int value) {
    return new TaskSearch(
        statuses, type, queue, owner, nameHas, within, times, order, after, value);
  }

  /**
   * @param next where to go on; empty if there is no more
   */
  public record Page(List<TaskRow> tasks, Optional<TaskPlace> next) {
    public Page {
      tasks = List.copyOf(tasks);
    }
  }
}
