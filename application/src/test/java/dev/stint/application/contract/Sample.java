package dev.stint.application.contract;

import dev.stint.application.spi.NewTask;
import dev.stint.domain.Due;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.Owner;
import dev.stint.domain.Payload;
import dev.stint.domain.QueueName;
import dev.stint.domain.SerialKey;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.Entry;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Phase;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskSpec;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** A task to store, told apart by a number that also orders the ids. */
public record Sample(
    int number,
    Line line,
    Lane lane,
    int priority,
    Due due,
    Payload arguments,
    Optional<IdempotencyKey> key,
    Run run,
    Optional<SerialKey> serial) {

  public static final TaskTypeName TYPE = new TaskTypeName("sample");
  public static final Line LINE = new Line(QueueName.DEFAULT, TYPE);
  public static final Line OTHER_LINE = new Line(new QueueName("other"), TYPE);

  public static Sample of(int number) {
    Payload arguments = Payload.of("arguments " + number);
    return new Sample(
        number,
        LINE,
        Lane.BACKGROUND,
        0,
        Due.NOW,
        arguments,
        Optional.empty(),
        Run.NEW,
        Optional.empty());
  }

  public static TaskId id(int number) {
    return new TaskId(new UUID(0x0190_0000_0000_7000L + ((long) number << 16), Long.MIN_VALUE));
  }

  public static WorkerId worker(int number) {
    return new WorkerId(new UUID(0x0190_ffff_0000_7000L + number, Long.MIN_VALUE));
  }

  /** The number of which {@link #id} made the id. */
  public static int number(TaskId id) {
    return (int) ((id.value().getMostSignificantBits() - 0x0190_0000_0000_7000L) >> 16);
  }

  /** The number of which {@link #worker} made the id. */
  public static int number(WorkerId id) {
    return (int) (id.value().getMostSignificantBits() - 0x0190_ffff_0000_7000L);
  }

  public TaskId id() {
    return id(number);
  }

  public Sample in(Line value) {
    return new Sample(number, value, lane, priority, due, arguments, key, run, serial);
  }

  public Sample interactive() {
    return new Sample(number, line, Lane.INTERACTIVE, priority, due, arguments, key, run, serial);
  }

  public Sample priority(int value) {
    return new Sample(number, line, lane, value, due, arguments, key, run, serial);
  }

  public Sample due(Due value) {
    return new Sample(number, line, lane, priority, value, arguments, key, run, serial);
  }

  public Sample arguments(Payload value) {
    return new Sample(number, line, lane, priority, due, value, key, run, serial);
  }

  public Sample active(String value) {
    return key(new IdempotencyKey(value, IdempotencyKey.Scope.ACTIVE));
  }

  public Sample always(String value) {
    return key(new IdempotencyKey(value, IdempotencyKey.Scope.ALWAYS));
  }

  private Sample key(IdempotencyKey value) {
    return new Sample(
        number, line, lane, priority, due, arguments, Optional.of(value), run, serial);
  }

  public Sample run(Run value) {
    return new Sample(number, line, lane, priority, due, arguments, key, value, serial);
  }

  public Sample serial(String value) {
    return new Sample(
        number, line, lane, priority, due, arguments, key, run, Optional.of(new SerialKey(value)));
  }

  /** As a request. */
  public NewTask make() {
    TaskSpec spec =
        new TaskSpec(
            id(),
            line,
            lane,
            priority,
            3,
            arguments,
            Payload.of("plan"),
            Payload.of("options"),
            Optional.of("name"),
            Optional.of(new Owner("owner")),
            key,
            serial);
    return new NewTask(spec, run, due);
  }

  public static Run run(TaskStatus status) {
    return run(status, Payload.NONE, 0, 0);
  }

  public static Run run(TaskStatus status, Payload cursor, int attempt, int losses) {
    Phase phase = status == TaskStatus.RUNNING ? Phase.EXECUTING : Phase.NONE;
    Optional<TaskStatus> held =
        status == TaskStatus.PAUSED ? Optional.of(TaskStatus.PENDING) : Optional.empty();
    return new Run(
        status,
        phase,
        0,
        Entry.EXECUTE,
        cursor,
        attempt,
        losses,
        0,
        0,
        held,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** A run past a checkpoint. */
  public static Run at(String cursor) {
    return run(TaskStatus.RUNNING, Payload.of(cursor), 0, 0);
  }

  public static Outcome done() {
    return Outcome.of(run(TaskStatus.SUCCEEDED), Due.UNCHANGED);
  }

  /** As a task ends that nothing else happened to: past its last action. */
  public static Outcome plainlyDone() {
    Run done = run(TaskStatus.SUCCEEDED);
    return Outcome.of(
        new Run(
            done.status(),
            done.phase(),
            1,
            Entry.START,
            done.cursor(),
            0,
            0,
            0,
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        Due.UNCHANGED);
  }

  public static Outcome yielded(String cursor) {
    return Outcome.of(run(TaskStatus.YIELDED, Payload.of(cursor), 0, 0), Due.NOW);
  }

  public static Outcome retrying(Duration wait) {
    return Outcome.of(run(TaskStatus.RETRYING, Payload.NONE, 1, 0), Due.in(wait));
  }

  /** Lost once while it was CLAIMED. */
  public static Outcome suspect() {
    return Outcome.of(run(TaskStatus.INTERRUPTED, Payload.NONE, 0, 1), Due.NOW);
  }
}
