package dev.stint.application.spi;

import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.Message;
import dev.stint.domain.Owner;
import dev.stint.domain.QueueName;
import dev.stint.domain.SerialKey;
import dev.stint.domain.SetAside;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.WorkerId;
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

  /** Newest first. */
  List<TaskRow> list(Filter filter);

  /**
   * Newest first, one of each run that ended, no more than the task keeps; none of a tombstone. See
   * {@link dev.stint.domain.life.RunRecord}.
   */
  List<HistoryRow> history(TaskId task, int count, int skip);

  /**
   * Oldest first, all that are kept: as {@link dev.stint.domain.KeptMessages} says at most 1,000
   * ordinary ones and at most 2,000 with milestones and links.
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
   * @param before only tasks with a smaller id, for the next page
   * @param within only tasks requested so long ago or less
   */
  record Filter(
      Set<TaskStatus> statuses,
      Optional<TaskTypeName> type,
      Optional<QueueName> queue,
      Optional<Owner> owner,
      Optional<TaskId> before,
      int limit,
      Optional<SerialKey> serialKey,
      Optional<Duration> within) {

    /** The newest tasks. */
    public static Filter newest(int limit) {
      return new Filter(
          Set.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          limit,
          Optional.empty(),
          Optional.empty());
    }

    public Filter(
        Set<TaskStatus> statuses,
        Optional<TaskTypeName> type,
        Optional<QueueName> queue,
        Optional<Owner> owner,
        Optional<TaskId> before,
        int limit) {
      this(statuses, type, queue, owner, before, limit, Optional.empty(), Optional.empty());
    }

    public Filter statuses(Set<TaskStatus> value) {
      return new Filter(value, type, queue, owner, before, limit, serialKey, within);
    }

    public Filter type(TaskTypeName value) {
      return new Filter(
          statuses, Optional.of(value), queue, owner, before, limit, serialKey, within);
    }

    public Filter owner(Owner value) {
      return new Filter(
          statuses, type, queue, Optional.of(value), before, limit, serialKey, within);
    }

    public Filter limit(int value) {
      return new Filter(statuses, type, queue, owner, before, value, serialKey, within);
    }

    public Filter before(TaskId value) {
      return new Filter(statuses, type, queue, owner, Optional.of(value), limit, serialKey, within);
    }

    public Filter serialKey(SerialKey value) {
      return new Filter(statuses, type, queue, owner, before, limit, Optional.of(value), within);
    }

    /** Only tasks requested so long ago or less, on the store's clock. */
    public Filter within(Duration value) {
      return new Filter(statuses, type, queue, owner, before, limit, serialKey, Optional.of(value));
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
