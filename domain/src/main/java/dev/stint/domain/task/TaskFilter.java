package dev.stint.domain.task;

import dev.stint.domain.Owner;
import dev.stint.domain.QueueName;
import dev.stint.domain.SerialKey;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskOrder;
import dev.stint.domain.TaskPlace;
import dev.stint.domain.TaskTimes;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Which tasks to list, and in which order. Immutable; each method answers a refined copy.
 *
 * @param statuses none means every one
 * @param within only tasks requested at most this long ago, on the store's clock
 * @param after only tasks that come after this place of the order, for the next page
 */
public record TaskFilter(
    Set<TaskStatus> statuses,
    Optional<TaskTypeName> type,
    Optional<QueueName> queue,
    Optional<Owner> owner,
    Optional<SerialKey> serialKey,
    Optional<Duration> within,
    TaskTimes times,
    TaskOrder order,
    Optional<TaskPlace> after,
    int limit) {

  /**
   * @throws IllegalArgumentException if the place is one of another order
   */
  public TaskFilter {
    TaskOrder wanted = order;
    after.ifPresent(place -> place.in(wanted));
  }

  /** The newest tasks. */
  public static TaskFilter newest(int limit) {
    return new TaskFilter(
        Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), limit);
  }

  /** Newest first; only tasks with an id smaller than {@code before}. */
  public TaskFilter(
      Set<TaskStatus> statuses,
      Optional<TaskTypeName> type,
      Optional<QueueName> queue,
      Optional<Owner> owner,
      Optional<TaskId> before,
      int limit) {
    this(
        statuses,
        type,
        queue,
        owner,
        Optional.empty(),
        Optional.empty(),
        TaskTimes.ALL,
        TaskOrder.NEWEST,
        before.map(TaskPlace::newest),
        limit);
  }

  public TaskFilter statuses(Set<TaskStatus> value) {
    return new TaskFilter(value, type, queue, owner, serialKey, within, times, order, after, limit);
  }

  public TaskFilter type(TaskTypeName value) {
    Optional<TaskTypeName> only = Optional.of(value);
    return new TaskFilter(
        statuses, only, queue, owner, serialKey, within, times, order, after, limit);
  }

  public TaskFilter owner(Owner value) {
    Optional<Owner> only = Optional.of(value);
    return new TaskFilter(
        statuses, type, queue, only, serialKey, within, times, order, after, limit);
  }

  public TaskFilter limit(int value) {
    return new TaskFilter(
        statuses, type, queue, owner, serialKey, within, times, order, after, value);
  }

  public TaskFilter serialKey(SerialKey value) {
    Optional<SerialKey> only = Optional.of(value);
    return new TaskFilter(statuses, type, queue, owner, only, within, times, order, after, limit);
  }

  /** Only tasks requested at most this long ago, on the store's clock. */
  public TaskFilter within(Duration value) {
    Optional<Duration> only = Optional.of(value);
    return new TaskFilter(
        statuses, type, queue, owner, serialKey, only, times, order, after, limit);
  }

  public TaskFilter times(TaskTimes value) {
    return new TaskFilter(
        statuses, type, queue, owner, serialKey, within, value, order, after, limit);
  }

  /** In this order, from its beginning. */
  public TaskFilter order(TaskOrder value) {
    return new TaskFilter(
        statuses, type, queue, owner, serialKey, within, times, value, Optional.empty(), limit);
  }

  /** Only what comes after this place, in its order. */
  public TaskFilter after(TaskPlace value) {
    Optional<TaskPlace> place = Optional.of(value);
    return new TaskFilter(
        statuses, type, queue, owner, serialKey, within, times, value.order(), place, limit);
  }

  /** Newest first; only tasks with a smaller id. */
  public TaskFilter before(TaskId value) {
    return after(TaskPlace.newest(value));
  }

  /** Whether tasks that no worker had yet may be among the answers. */
  public boolean asksForNew() {
    return statuses.isEmpty() || statuses.contains(TaskStatus.PENDING);
  }

  /** Whether tasks that a worker holds may be among the answers. */
  public boolean asksForHeld() {
    return statuses.isEmpty() || statuses.contains(TaskStatus.RUNNING);
  }

  /** Whether tasks that are not over may be among the answers. */
  public boolean asksForLive() {
    return !onlyFinished()
        && (statuses.isEmpty() || !statuses.stream().allMatch(TaskStatus::finished));
  }

  /** Whether tasks that are over may be among the answers. */
  public boolean asksForFinished() {
    return statuses.isEmpty() || statuses.stream().anyMatch(TaskStatus::finished);
  }

  /** Whether only tasks that are over can be among the answers. */
  public boolean onlyFinished() {
    return order == TaskOrder.FINISHED || !times.finished().isAll();
  }
}
