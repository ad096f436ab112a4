package dev.stint.web.page;

import dev.stint.domain.Fence;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.Owner;
import dev.stint.domain.Payload;
import dev.stint.domain.Progress;
import dev.stint.domain.QueueName;
import dev.stint.domain.SerialKey;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.Block;
import dev.stint.domain.life.Entry;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Interruption;
import dev.stint.domain.life.Phase;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.HistoryRow;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.TaskSpec;
import dev.stint.domain.task.VersionedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A task of each status, with names of all kinds. */
final class ManyRows {

  static final String LONG_TYPE =
      "warehouse.import.of-everything-that-was-ever-delivered.and-sent-back-by-customers";
  static final WorkerId WORKER = WorkerId.of("0193e1a4-0000-7000-8000-0000000000f1");
  private static final Failure FAILURE =
      new Failure(
          false,
          "java.io.IOException",
          "the mail server mail.example.com:25 did not answer within 30 s",
          "java.io.IOException: the mail server did not answer\n\tat host.Mail.send(Mail.java:42)"
              + "\n\tat host.Mail.run(Mail.java:17)");
  private static final List<String> NAMES =
      List.of(
          "Mail to ann@example.com about order 4711",
          "Import of orders.csv",
          "إرسال الفاتورة إلى العميل في القاهرة",
          "Monthly report for the northern region with all of its stores, their suppliers and everything"
              + " that was sent back between January and November, grouped by week",
          "<b>not bold</b> & \"quoted\"",
          "NoBlanksAtAllInThisVeryLongNameWhichSomebodyMadeByJoiningAllThatTheyKnewAboutTheTask0123456789",
          "דוח חודשי",
          "Close the books of 29 November");

  private final Instant now;
  private final String added;

  /**
   * @param added to each text
   */
  ManyRows(Instant now, String added) {
    this.now = now;
    this.added = added;
  }

  static Line line(String queue, String type) {
    return new Line(new QueueName(queue), new TaskTypeName(type));
  }

  static TaskId id(int n) {
    return TaskId.of("0193e1a4-0000-7000-8000-%012d".formatted(n));
  }

  List<TaskRow> all() {
    List<TaskRow> all = new ArrayList<>();
    int n = 1;
    for (TaskStatus status : TaskStatus.values()) {
      all.add(row(n++, status));
    }
    for (TaskStatus status : List.of(TaskStatus.RUNNING, TaskStatus.FAILED, TaskStatus.SUCCEEDED)) {
      all.add(row(n++, status));
    }
    return all;
  }

  TaskRow row(int n, TaskStatus status) {
    boolean begun = status != TaskStatus.PENDING && status != TaskStatus.BLOCKED;
    Progress progress =
        begun
            ? new Progress(
                status == TaskStatus.SUCCEEDED ? 120_000 : 41_250, 120_000, "row 41,250" + added)
            : Progress.NONE;
    return new TaskRow(
        new VersionedTask(
            spec(n),
            run(status),
            new Fence(1_764_000_000_000_000L + n),
            3,
            Optional.of(WORKER).filter(w -> status == TaskStatus.RUNNING),
            Signal.NONE),
        now.minusSeconds(60L * n * n + 30),
        status == TaskStatus.RETRYING ? now.plusSeconds(42) : now.minusSeconds(30),
        Optional.of(now.minusSeconds(50L * n)).filter(s -> begun),
        Optional.of(now.minusSeconds(900L * n)).filter(f -> status.finished()),
        progress,
        status == TaskStatus.SUCCEEDED
            ? Payload.of("{\"rows\":120000,\"aside\":2}")
            : Payload.NONE);
  }

  private TaskSpec spec(int n) {
    String type = n % 4 == 3 ? LONG_TYPE : n % 3 == 0 ? "reports.close" : "orders.mail";
    return new TaskSpec(
        id(n),
        line(n % 3 == 0 ? "reports" : "default", type),
        n % 5 == 0 ? Lane.INTERACTIVE : Lane.BACKGROUND,
        n % 5 == 0 ? 10 : 0,
        1,
        Payload.of(
            "{\"order\":4711,\"to\":\"ann@example.com\",\"lines\":[1,2,3],\"note\":\"it's \\\"urgent\\\"\"}"),
        Payload.NONE,
        Payload.NONE,
        Optional.of(NAMES.get(n % NAMES.size()) + added),
        Optional.of(new Owner(n % 2 == 0 ? "ann" : "customer-relations@example.com")),
        Optional.of(IdempotencyKey.named("order-" + n, IdempotencyKey.Scope.ALWAYS)),
        Optional.of(SerialKey.named("customer-17" + added)));
  }

  private Run run(TaskStatus status) {
    boolean trouble =
        status == TaskStatus.FAILED
            || status == TaskStatus.RETRYING
            || status == TaskStatus.INTERRUPTED;
    return new Run(
        status,
        status == TaskStatus.RUNNING ? Phase.EXECUTING : Phase.NONE,
        status == TaskStatus.PENDING ? 0 : 1,
        Entry.EXECUTE,
        status == TaskStatus.PENDING ? Payload.NONE : Payload.of("{\"row\":41250}"),
        trouble ? 2 : 0,
        0,
        0,
        0,
        Optional.empty(),
        status == TaskStatus.BLOCKED
            ? Optional.of(Block.on(Await.success(id(8)), now.plusSeconds(86_400)))
            : Optional.empty(),
        status == TaskStatus.INTERRUPTED ? Optional.of(Interruption.CRASH) : Optional.empty(),
        trouble ? Optional.of(failure()) : Optional.empty());
  }

  private Failure failure() {
    return new Failure(
        false, FAILURE.kind() + added, FAILURE.message() + added, FAILURE.stack() + added);
  }

  HistoryRow past(long ago, TaskStatus status) {
    return new HistoryRow(
        now.minusSeconds(ago),
        new Fence(1_764_000_000_000_000L - ago),
        status,
        1,
        Duration.ofSeconds(30),
        Optional.of(failure()),
        Optional.of(WORKER),
        Payload.NONE);
  }
}
