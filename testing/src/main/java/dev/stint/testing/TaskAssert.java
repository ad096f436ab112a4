package dev.stint.testing;

import dev.stint.application.api.TaskType;
import dev.stint.domain.Progress;
import dev.stint.domain.SetAside;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.Block;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says how a task should stand. Each method answers this, or throws an {@link AssertionError} that
 * tells the task's story.
 */
public final class TaskAssert {

  private final TestTask task;

  TaskAssert(TestTask task) {
    this.task = task;
  }

  public TaskAssert succeeded() {
    return is(TaskStatus.SUCCEEDED);
  }

  public TaskAssert failed() {
    return is(TaskStatus.FAILED);
  }

  public TaskAssert cancelled() {
    return is(TaskStatus.CANCELLED);
  }

  /** It is FAILED, and these words are in the kind or the message of its last failure. */
  public TaskAssert failedWith(String words) {
    return failed().lastFailedWith(words);
  }

  /** It is FAILED by an exception of exactly this type. */
  public TaskAssert failedWith(Class<? extends Throwable> type) {
    failed();
    return expect(
        failure()
            .filter(f -> f.kind().equals(type.getName()) || f.kind().equals(type.getSimpleName()))
            .isPresent(),
        "to have FAILED with a " + type.getName());
  }

  /** These words are in the kind or the message of its last failure, whatever came of it. */
  public TaskAssert lastFailedWith(String words) {
    return expect(
        failure().filter(f -> (f.kind() + ": " + f.message()).contains(words)).isPresent(),
        "to have failed last with '" + words + "'");
  }

  private Optional<Failure> failure() {
    return task.row().standing().run().lastFailure();
  }

  /** Any of these. */
  public TaskAssert is(TaskStatus... statuses) {
    Set<TaskStatus> wanted = Set.of(statuses);
    return expect(wanted.contains(task.status()), "to be " + words(Arrays.asList(statuses)));
  }

  private static String words(List<?> any) {
    return String.join(" or ", any.stream().map(String::valueOf).toList());
  }

  /** It is not over: a worker has it, or will have it, or it waits. */
  public TaskAssert isNotOver() {
    return expect(!task.status().finished(), "not to be over");
  }

  /**
   * It is not over, and due: {@link TestStint#runDue} would run it unless something holds it up.
   */
  public TaskAssert isDue() {
    isNotOver();
    return expect(task.dueIn().isZero(), "to be due");
  }

  /** It is not over, and due at this moment, not before and not after it. */
  public TaskAssert isDueAt(Instant moment) {
    isNotOver();
    return expect(task.due().equals(moment), "to be due at " + moment);
  }

  /** It is not over, and due this long after now. */
  public TaskAssert isDueIn(Duration time) {
    isNotOver();
    return expect(task.dueIn().equals(time), "to be due in " + TaskStory.words(time));
  }

  /** It waits for another task, a milestone, or its turn in its serial key. */
  public TaskAssert isWaiting() {
    return is(TaskStatus.BLOCKED);
  }

  /** It waits for that task, or for a milestone of it. */
  public TaskAssert isWaitingFor(TestTask other) {
    Optional<Await> awaited = task.row().standing().run().blocked().flatMap(Block::await);
    boolean waits = awaited.filter(a -> a.task().equals(other.id())).isPresent();
    return isWaiting().expect(waits, "to wait for " + other);
  }

  /** An attempt failed, and another comes when it is due. */
  public TaskAssert isRetrying() {
    return is(TaskStatus.RETRYING);
  }

  /** It stopped willingly with work left, or snoozes. */
  public TaskAssert hasYielded() {
    return is(TaskStatus.YIELDED);
  }

  public TaskAssert isPaused() {
    return is(TaskStatus.PAUSED);
  }

  /** {@code after(3).attempts()}: what this many is of, it says next. */
  public Count after(int number) {
    return new Count(number);
  }

  /** Its result, read as the type of what is expected, equals it. */
  public TaskAssert hasResult(Object expected) {
    Optional<?> result = task.result(expected.getClass());
    return expect(result.equals(Optional.of(expected)), "to have the result " + expected);
  }

  public TaskAssert hasNoResult() {
    return expect(task.row().result().isNone(), "to have no result");
  }

  /** One of its messages has these words in it. */
  public TaskAssert hasMessage(String words) {
    return expect(
        task.messages().stream().anyMatch(m -> m.contains(words)),
        "to have a message with '" + words + "'");
  }

  /** Exactly these, in this order. */
  public TaskAssert hasMessages(String... texts) {
    return expect(task.messages().equals(List.of(texts)), "to have the messages " + List.of(texts));
  }

  public TaskAssert hasProgress(long done, long total) {
    Progress now = task.progress();
    return expect(
        now.done() == done && now.total() == total, "to have come to " + done + " of " + total);
  }

  public TaskAssert reached(String milestone) {
    return expect(
        task.milestones().contains(milestone), "to have reached milestone '" + milestone + "'");
  }

  /** Exactly these items were set aside, in any order. */
  public TaskAssert hasSetAside(String... items) {
    List<String> is = task.setAside().stream().map(SetAside::item).sorted().toList();
    return expect(
        is.equals(Arrays.stream(items).sorted().toList()), "to have set aside " + List.of(items));
  }

  public TaskAssert hasType(TaskType<?> type) {
    return expect(task.row().type().equals(type.name()), "to be of type " + type.name());
  }

  private TaskAssert expect(boolean so, String what) {
    if (!so) {
      throw new AssertionError("expected " + task + " " + what + ", but:\n" + task.story());
    }
    return this;
  }

  /** How many, until it is said of what. */
  public final class Count {
    private final int number;

    private Count(int number) {
      this.number = number;
    }

    /**
     * Tries that are over: those that failed or died, and the one that ended the task. Only the
     * last 10 are kept, unless the request keeps more.
     */
    public TaskAssert attempts() {
      return expect(
          task.attempts() == number,
          "to have had %d attempts and not %d".formatted(number, task.attempts()));
    }

    /** Tries that failed or died. */
    public TaskAssert failures() {
      long failed = task.runs().stream().filter(r -> r.failure().isPresent()).count();
      return expect(
          failed == number, "to have failed %d times and not %d".formatted(number, failed));
    }
  }
}
