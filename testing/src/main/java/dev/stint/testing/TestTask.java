package dev.stint.testing;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.Message;
import dev.stint.domain.Progress;
import dev.stint.domain.SetAside;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.HistoryRow;
import dev.stint.domain.task.TaskMessage;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A task as it stands now, read anew at each call. {@link StintAssertions} says what it should be.
 */
public final class TestTask {

  private static final int ALL = 1_000;

  private final TaskId id;
  private final Stint stint;
  private final ArgumentCodec codec;
  private final InstantSource clock;

  TestTask(TaskId id, Stint stint, ArgumentCodec codec, InstantSource clock) {
    this.id = id;
    this.stint = stint;
    this.codec = codec;
    this.clock = clock;
  }

  public TaskId id() {
    return id;
  }

  /**
   * @throws AssertionError if there is no such task (any more)
   */
  public TaskRow row() {
    return find()
        .orElseThrow(() -> new AssertionError("there is no task " + id + ", or it was cleaned"));
  }

  /** Empty if there is no such task (any more). */
  public Optional<TaskRow> find() {
    return stint.ask().find(id);
  }

  public TaskStatus status() {
    return row().status();
  }

  /** What its action answered last by {@code done(result)}; empty if it did not. */
  public <R> Optional<R> result(Class<R> type) {
    return stint.result(row(), type);
  }

  /** How many tries of its actions are over: those that failed, and the one that ended it. */
  public int attempts() {
    return (int) runs().stream().filter(run -> !run.status().equals(TaskStatus.CANCELLED)).count();
  }

  /** Its runs that are over, oldest first; as many as the task keeps, 10 unless it says more. */
  public List<HistoryRow> runs() {
    List<HistoryRow> runs = new ArrayList<>(stint.ask().history(id, ALL, 0));
    Collections.reverse(runs);
    return runs;
  }

  /** What it said for people, oldest first; without milestones and links. */
  public List<String> messages() {
    return said().filter(m -> !m.level().mark()).map(Message::text).toList();
  }

  /** The milestones that it reached, oldest first. */
  public List<String> milestones() {
    return said().filter(m -> m.level() == Message.Level.MILESTONE).map(Message::text).toList();
  }

  private java.util.stream.Stream<Message> said() {
    return stint.ask().messages(id).stream().map(TaskMessage::message);
  }

  public Progress progress() {
    return row().progress();
  }

  public List<SetAside> setAside() {
    return stint.ask().setAside(id, ALL, 0);
  }

  /** When it may run next; in the past if it may already. */
  public Instant due() {
    return row().due();
  }

  /** Until it is due; zero if it is. */
  public Duration dueIn() {
    Duration left = Duration.between(clock.instant(), due());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** All that is known of it, in lines for people: what failed assertions show. */
  public String story() {
    return find()
        .map(
            row ->
                TaskStory.of(
                    new TaskStory.Told(row, runs(), messages(), milestones(), setAside()),
                    clock.instant()))
        .orElse("task " + id + " is not there, or was cleaned");
  }

  @Override
  public String toString() {
    return find().map(row -> row.type() + " " + id).orElse("task " + id);
  }
}
