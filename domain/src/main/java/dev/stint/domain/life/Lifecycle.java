package dev.stint.domain.life;

import static dev.stint.domain.life.TaskEvent.*;
import static dev.stint.domain.life.TaskStatus.*;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The one transition table. No other place compares statuses to decide what may follow. */
public final class Lifecycle {

  private static final Set<TaskStatus> CLAIMABLE =
      EnumSet.of(PENDING, YIELDED, RETRYING, INTERRUPTED);

  private static final Map<TaskStatus, Map<TaskEvent, Set<TaskStatus>>> TABLE = table();

  /** The same, by ordinals: a bit for each status that it may lead to. Every write asks it. */
  private static final int[][] LEADS = leads();

  private Lifecycle() {}

  /** The statuses that {@code event} may lead to from {@code from}; empty if it is refused. */
  public static Set<TaskStatus> after(TaskStatus from, TaskEvent event) {
    return row(from).getOrDefault(event, Set.of());
  }

  /** Whether {@code event} may happen to a task in {@code from}. */
  public static boolean allows(TaskStatus from, TaskEvent event) {
    return row(from).containsKey(event);
  }

  /**
   * Answers {@code to}, having checked that the table leads there.
   *
   * @throws IllegalTransitionException if it does not
   */
  static TaskStatus move(TaskStatus from, TaskEvent event, TaskStatus to) {
    if ((LEADS[from.ordinal()][event.ordinal()] & 1 << to.ordinal()) == 0) {
      throw new IllegalTransitionException(from, event, to);
    }
    return to;
  }

  private static Map<TaskEvent, Set<TaskStatus>> row(TaskStatus from) {
    return Objects.requireNonNull(TABLE.get(from), "every status has a row");
  }

  private static int[][] leads() {
    int[][] leads = new int[TaskStatus.values().length][TaskEvent.values().length];
    for (TaskStatus from : TaskStatus.values()) {
      for (TaskEvent event : TaskEvent.values()) {
        for (TaskStatus to : after(from, event)) {
          leads[from.ordinal()][event.ordinal()] |= 1 << to.ordinal();
        }
      }
    }
    return leads;
  }

  private static Map<TaskStatus, Map<TaskEvent, Set<TaskStatus>>> table() {
    var table = new EnumMap<TaskStatus, Map<TaskEvent, Set<TaskStatus>>>(TaskStatus.class);
    Map<TaskEvent, Set<TaskStatus>> waiting =
        Map.of(
            CLAIM, EnumSet.of(RUNNING),
            PAUSE, EnumSet.of(PAUSED),
            CANCEL, EnumSet.of(CANCELLED),
            SUPERSEDE, EnumSet.of(SUPERSEDED),
            BLOCK, EnumSet.of(BLOCKED));
    CLAIMABLE.forEach(status -> table.put(status, waiting));
    table.put(
        BLOCKED,
        Map.of(
            CLAIM, EnumSet.of(RUNNING),
            BLOCK, EnumSet.of(BLOCKED),
            UNBLOCK, CLAIMABLE,
            RETRY, EnumSet.of(RETRYING),
            FAIL, EnumSet.of(FAILED),
            PAUSE, EnumSet.of(PAUSED),
            CANCEL, EnumSet.of(CANCELLED),
            SUPERSEDE, EnumSet.of(SUPERSEDED)));
    table.put(
        PAUSED,
        Map.of(
            RESUME, EnumSet.of(PENDING, YIELDED, RETRYING, INTERRUPTED, BLOCKED),
            CANCEL, EnumSet.of(CANCELLED),
            SUPERSEDE, EnumSet.of(SUPERSEDED)));
    table.put(
        RUNNING,
        Map.of(
            TAKE_OVER, EnumSet.of(RUNNING),
            RELEASE, EnumSet.of(PENDING, YIELDED, RETRYING, INTERRUPTED, BLOCKED),
            YIELD, EnumSet.of(YIELDED),
            BLOCK, EnumSet.of(BLOCKED),
            RETRY, EnumSet.of(RETRYING),
            INTERRUPT, EnumSet.of(INTERRUPTED),
            SUCCEED, EnumSet.of(SUCCEEDED),
            FAIL, EnumSet.of(FAILED),
            PAUSE, EnumSet.of(PAUSED),
            CANCEL, EnumSet.of(CANCELLED)));
    Map<TaskEvent, Set<TaskStatus>> over = Map.of(RESTART, EnumSet.of(PENDING));
    for (TaskStatus status : EnumSet.of(SUCCEEDED, FAILED, CANCELLED, SUPERSEDED)) {
      table.put(status, over);
    }
    return table;
  }
}
