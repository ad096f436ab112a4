package dev.stint.command.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.ActionContext;
import dev.stint.application.api.Config;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Several people steer at random what three workers run. Then all goes on, and every task must come
 * to its end. {@code -Dstint.storm=2000} for more tasks, {@code -Dstint.seed=N} to repeat the
 * choices, though not how they meet.
 */
abstract class StormRows extends Rows {

  private static final int TASKS = Integer.getInteger("stint.storm", 60);
  private static final long SEED = Long.getLong("stint.seed", System.nanoTime());
  private static final int PEOPLE = 4;
  private static final int FEW = 2;

  /** With leases that last however busy the machine is: nobody dies here. */
  private static final Config BUSY =
      CONFIG.poll(Duration.ofMillis(100)).parallelism(6).lease(Duration.ofMinutes(5));

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final StormBook book = new StormBook();
  private final TaskType<String> work = type("storm.work");
  private final TaskType<String> few = type("storm.few");
  private final TaskType<String> waits = type("storm.waits");
  private final TaskType<String> told = type("storm.told");

  StormRows(RowStore store) {
    super(store);
  }

  private Stint storming() {
    return host(
        BUSY,
        TaskDefinition.of(work, (text, context) -> running(text, context, this::work)),
        TaskDefinition.of(few, (text, context) -> running("few", context, this::work)).limit(FEW),
        TaskDefinition.of(waits, (text, context) -> running(text, context, this::waits)),
        TaskDefinition.of(
            told, (text, context) -> running(text, context, (t, c) -> StepOutcome.done())));
  }

  /** What a type does. */
  private interface Doing {
    StepOutcome in(String text, ActionContext context);
  }

  private StepOutcome running(String text, ActionContext context, Doing doing) {
    book.note(context.task(), StormBook.What.BEGAN, System.nanoTime());
    String alone = context.task().toString();
    // The text of a waiter is the id of another task.
    String together = "all of " + (text.startsWith("key") ? text.substring(0, 5) : text);
    int most = text.startsWith("key") ? 1 : text.equals("few") ? FEW : Integer.MAX_VALUE;
    book.enter(alone, 1);
    book.enter(together, most);
    try {
      StepOutcome outcome = doing.in(text, context);
      if (outcome instanceof StepOutcome.Done) {
        book.note(context.task(), StormBook.What.DONE, System.nanoTime());
      }
      return outcome;
    } finally {
      book.leave(together);
      book.leave(alone);
    }
  }

  private StepOutcome work(String text, ActionContext context) {
    SplittableRandom draw = drawn();
    LockSupport.parkNanos(draw.nextInt(4_000_000));
    int choice = draw.nextInt(16);
    if (choice < 4) {
      context.milestone("half");
      context.checkpoint(Payload.of("half"));
      LockSupport.parkNanos(draw.nextInt(3_000_000));
    }
    return switch (choice) {
      case 4, 5 -> StepOutcome.yielded(Payload.of("on"));
      case 6, 7 -> StepOutcome.fail("later");
      case 8 -> StepOutcome.failForGood("bad");
      case 9, 10 -> StepOutcome.snooze(Duration.ofMillis(draw.nextInt(50)));
      default -> StepOutcome.done();
    };
  }

  private synchronized SplittableRandom drawn() {
    return random.split();
  }

  private StepOutcome waits(String target, ActionContext context) {
    return context.cursor().isNone()
        ? StepOutcome.waitFor(Await.milestone(TaskId.of(target), "half"), Payload.of("waited"))
        : StepOutcome.done();
  }

  @Test
  void however_people_steer_meanwhile_every_task_comes_to_its_end() throws Exception {
    System.out.printf("%s: seed %d%n", getClass().getName(), SEED);
    for (int i = 0; i < 3; i++) {
      atWork(storming());
    }
    Stint client = storming();
    StormRequests requests =
        new StormRequests(client, book, drawn(), new StormRequests.Types(work, few, waits, told));
    steered(client, requests);

    client.queues().resumeType(work.name());
    client.queues().limitType(work.name(), OptionalInt.empty());
    awaiting().until(() -> over(client));

    book.known().forEach(task -> ended(client, task));
    assertThat(book.faults()).isEmpty();
  }

  /** Stores the tasks while people steer them. */
  private void steered(Stint client, StormRequests requests) throws InterruptedException {
    AtomicBoolean enough = new AtomicBoolean();
    List<Thread> people = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      people.add(new Thread(new StormPerson(client, book, work.name(), drawn(), enough::get)));
    }
    people.forEach(Thread::start);
    try {
      for (int i = 0; i < TASKS; i++) {
        requests.one(i);
        LockSupport.parkNanos(2_000_000);
      }
    } finally {
      enough.set(true);
      for (Thread person : people) {
        person.join();
      }
    }
  }

  private boolean over(Stint client) {
    List<TaskId> all = book.known();
    all.forEach(task -> book.note(task, StormBook.What.FREED, System.nanoTime()));
    client.steer().resume(all);
    return all.stream()
        .map(client.ask()::status)
        .flatMap(Optional::stream)
        .allMatch(TaskStatus::finished);
  }

  private void ended(Stint client, TaskId task) {
    Optional<TaskRow> row = client.ask().find(task);
    if (row.isEmpty()) {
      book.wrong(task + " is lost");
    } else if (row.get().status() == TaskStatus.SUCCEEDED && !book.did(task)) {
      book.wrong(task + " succeeded and was not done");
    }
  }
}
