package dev.stint.application.spi;

import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.KeptMessages;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.Message;
import dev.stint.domain.OutOfBoundsException;
import dev.stint.domain.Owner;
import dev.stint.domain.QueueName;
import dev.stint.domain.SerialKey;
import dev.stint.domain.SetAside;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskOrder;
import dev.stint.domain.TaskPlace;
import dev.stint.domain.TaskTimes;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.RunRecord;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads for people and dashboards. Locks nothing; tombstones are not shown by {@code list}. */
public interface QueryStore {

  /** The task, live, finished or a tombstone (then without arguments). */
  Optional<TaskRow> find(TaskId task);

  /** The task that a key names now. */
  Optional<TaskId> byKey(IdempotencyKey key);

  /**
   * The tasks that the filter leaves, in its order. Orders other than by id have no index and cost
   * by what the filter leaves; a store that reads no more than it can hold says so instead.
   *
   * @throws OutOfBoundsException if more tasks are left than it will sort
   */
  List<TaskRow> list(Filter filter);

  /**
   * Newest first, one of each run that ended, no more than the task keeps; none of a tombstone. See
   * {@link RunRecord}.
   */
  List<HistoryRow> history(TaskId task, int count, int skip);

  /**
   * Oldest first, all that are kept: as {@link KeptMessages} says at most 1,000 ordinary ones and
   * at most 2,000 with milestones and links.
   */
  List<Noted> messages(TaskId task);

  List<SetAside> setAside(TaskId task, int count, int skip);

  /** How many tasks stand at each (line, lane, status). */
  List<Count> counts();

  /**
   * Each line and lane with ready tasks: how many, and the oldest due time. Those that are BLOCKED
   * are no part of it, though a worker may be due to look at what they wait for.
   */
  List<Depth> depths();

  /** The lines that have ready tasks. Costs by the number of lines, not of tasks. */
  Set<Line> lines();

  List<WorkerSeen> workers();

  /** Store kind and time, for health. */
  Health health();

  /**
   * @param statuses none means every one
   * @param within only tasks requested so long ago or less, on the store's clock
   * @param after only tasks that come after this place of the order, for the next page
   */
  record Filter(
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
    public Filter {
      TaskOrder wanted = order;
      after.ifPresent(place -> place.in(wanted));
    }

    /** The newest tasks. */
    public static Filter newest(int limit) {
      return new Filter(
          Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), limit);
    }

    /** Newest first; only tasks with an id smaller than {@code before}. */
    public Filter(
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

    public Filter statuses(Set<TaskStatus> value) {
      return new Filter(value, type, queue, owner, serialKey, within, times, order, after, limit);
    }

    public Filter type(TaskTypeName value) {
      Optional<TaskTypeName> only = Optional.of(value);
      return new Filter(
          statuses, only, queue, owner, serialKey, within, times, order, after, limit);
    }

    public Filter owner(Owner value) {
      Optional<Owner> only = Optional.of(value);
      return new Filter(statuses, type, queue, only, serialKey, within, times, order, after, limit);
    }

    public Filter limit(int value) {
      return new Filter(
          statuses, type, queue, owner, serialKey, within, times, order, after, value);
    }

    public Filter serialKey(SerialKey value) {
      Optional<SerialKey> only = Optional.of(value);
      return new Filter(statuses, type, queue, owner, only, within, times, order, after, limit);
    }

    /** Only tasks requested so long ago or less, on the store's clock. */
    public Filter within(Duration value) {
      Optional<Duration> only = Optional.of(value);
      return new Filter(statuses, type, queue, owner, serialKey, only, times, order, after, limit);
    }

    public Filter times(TaskTimes value) {
      return new Filter(
          statuses, type, queue, owner, serialKey, within, value, order, after, limit);
    }

    /** In this order, from its beginning. */
    public Filter order(TaskOrder value) {
      return new Filter(
          statuses, type, queue, owner, serialKey, within, times, value, Optional.empty(), limit);
    }

    /** Only what comes after this place, in its order. */
    public Filter after(TaskPlace value) {
      Optional<TaskPlace> place = Optional.of(value);
      return new Filter(
          statuses, type, queue, owner, serialKey, within, times, value.order(), place, limit);
    }

    /** Newest first; only tasks with a smaller id. */
    public Filter before(TaskId value) {
      return after(TaskPlace.newest(value));
    }

    /** Whether only tasks that are over can be among the answers. */
    public boolean onlyFinished() {
      return order == TaskOrder.FINISHED || !times.finished().isAll();
    }
  }

  record Noted(Instant at, Message message) {}

  record Count(Line line, Lane lane, TaskStatus status, long tasks) {}

  record Depth(Line line, Lane lane, long ready, Instant oldestDue) {}

  record WorkerSeen(
      WorkerId id,
      String label,
      boolean live,
      Instant renewed,
      Duration lease,
      Set<TaskTypeName> types) {}

  /**
   * @param warnings what the store, as it is set up, can lose of what it answered; a sentence each
   */
  record Health(String store, Instant now, int schema, List<String> warnings) {
    public Health {
      warnings = List.copyOf(warnings);
    }

    /** Of a store that keeps what it answered. */
    public Health(String store, Instant now, int schema) {
      this(store, now, schema, List.of());
    }
  }
}
