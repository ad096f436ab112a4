package dev.stint.command.howto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.ActionContext;
import dev.stint.application.api.Request;
import dev.stint.application.api.Requested;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskEnd;
import dev.stint.application.api.TaskType;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HowToWaitsTest extends HowTo {

  private final Queue<String> log = new ConcurrentLinkedQueue<>();
  private int asked;

  private StepOutcome note(String text, ActionContext context) {
    log.add(text);
    return text.startsWith("bad")
        ? StepOutcome.failForGood("no such page")
        : StepOutcome.done(text);
  }

  private boolean transferIsDone(String id) {
    return ++asked == 3;
  }

  private static final TaskType<String> TRANSFER = TaskType.of("bank.transfer", String.class);

  // region poll
  private StepOutcome transfer(String order, ActionContext context) {
    if (context.cursor().isNone()) {
      log.add("transfer of " + order + " begun");
      context.checkpoint(Payload.of("begun"));
    }
    return transferIsDone(order) ? StepOutcome.done() : StepOutcome.snooze(POLL);
  }

  // endregion

  private static final Duration POLL = Duration.ofMillis(1);

  @Test
  void an_action_looks_again_later() {
    Stint stint = Stint.on(database).define(TaskDefinition.of(TRANSFER, this::transfer)).build();
    TaskId task = stint.tasks().request(TRANSFER.with("A-1")).id();

    assertThat(over(stint, task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(log).containsExactly("transfer of A-1 begun");
    assertThat(asked).isEqualTo(3);
  }

  private static final TaskType<String> DELIVER = TaskType.of("orders.deliver", String.class);
  private static final TaskType<String> REMIND = TaskType.of("orders.remind", String.class);

  private void placed(Stint stint, String order) {
    // region silence
    stint.tasks().request(REMIND.with(order).key("remind-" + order).dueIn(Duration.ofDays(3)));
    // endregion
  }

  // region webhook
  /** Called by the bank, perhaps more than once: a task for each order, the first time only. */
  private TaskId paid(Stint stint, String order) {
    Requested deliver =
        stint
            .tasks()
            .request(DELIVER.with(order).key("paid-" + order, IdempotencyKey.Scope.ALWAYS));
    stint
        .ask()
        .byKey("remind-" + order, IdempotencyKey.Scope.ACTIVE)
        .ifPresent(row -> stint.steer().cancel(List.of(row.standing().spec().id())));
    return deliver.id();
  }

  // endregion

  @Test
  void a_webhook_requests_what_comes_next() {
    Stint stint =
        Stint.on(database)
            .define(TaskDefinition.of(DELIVER, this::note))
            .define(TaskDefinition.of(REMIND, this::note))
            .build();
    placed(stint, "A-1");
    TaskId first = paid(stint, "A-1");
    TaskId second = paid(stint, "A-1");

    assertThat(second).isEqualTo(first);
    assertThat(over(stint, first)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(log).containsExactly("A-1");
    assertThat(stint.ask().existsActive("orders.remind")).isFalse();
  }

  private static final TaskType<String> CHARGE = TaskType.of("orders.charge", String.class);
  private static final TaskType<String> TELL = TaskType.of("orders.tell", String.class);

  @Test
  void a_callback_is_told_how_it_ended() {
    Stint stint =
        Stint.on(database)
            .define(TaskDefinition.of(CHARGE, this::note))
            .define(TaskDefinition.of(TELL, this::tell))
            .build();
    // region callback
    List<Requested> both =
        stint.tasks().requestThen(CHARGE.with("A-1"), charge -> TELL.with("ann"));
    // endregion
    assertThat(over(stint, both.get(1).id())).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(log).containsExactly("A-1", "ann: SUCCEEDED A-1");
  }

  // region told
  private StepOutcome tell(String customer, ActionContext context) {
    TaskEnd end = context.ended().orElseThrow();
    String receipt = context.endedWith(String.class).orElse("none");
    log.add(customer + ": " + end.status() + " " + receipt);
    return StepOutcome.done();
  }

  // endregion

  // region types
  record Render(int page) {}

  record Bind(List<TaskId> pages) {}

  static final TaskType<Render> RENDER = TaskType.of("book.render", Render.class);
  static final TaskType<Bind> BIND = TaskType.of("book.bind", Bind.class);

  // endregion

  // region fanout
  private TaskId book(Stint stint, String book, int pages) {
    List<Request<?>> renders = new ArrayList<>();
    for (int page = 1; page <= pages; page++) {
      renders.add(RENDER.with(new Render(page)).key(book + "/" + page));
    }
    List<TaskId> ids = stint.tasks().requestAll(renders).stream().map(Requested::id).toList();
    return stint.tasks().request(BIND.with(new Bind(ids)).key(book)).id();
  }

  // endregion

  // region join
  private StepOutcome bind(Bind bind, ActionContext context) {
    int done = context.cursor().isNone() ? 0 : Integer.parseInt(context.cursor().text());
    for (int i = done; i < bind.pages().size(); i++) {
      Await page = Await.success(bind.pages().get(i));
      if (!context.came(page)) {
        return StepOutcome.waitFor(page, Payload.of(Integer.toString(i)));
      }
    }
    log.add("all done");
    return StepOutcome.done();
  }

  // endregion

  @Test
  void a_thousand_children_have_one_all_done() {
    Stint stint =
        Stint.on(database)
            .define(
                TaskDefinition.of(
                    RENDER,
                    (render, context) -> {
                      log.add("page " + render.page());
                      return StepOutcome.done();
                    }))
            .define(TaskDefinition.of(BIND, this::bind))
            .build();
    TaskId book = book(stint, "durable", 1_000);
    assertThat(book(stint, "durable", 1_000)).isEqualTo(book);

    assertThat(over(stint, book)).isEqualTo(TaskStatus.SUCCEEDED);
    List<String> all = List.copyOf(log);
    assertThat(all).hasSize(1_001).doesNotHaveDuplicates();
    assertThat(all.get(1_000)).isEqualTo("all done");
    assertThat(all)
        .containsAll(IntStream.rangeClosed(1, 1_000).mapToObj(i -> "page " + i).toList());
  }

  @Test
  void a_child_that_failed_fails_the_join() {
    Stint stint =
        Stint.on(database)
            .define(
                TaskDefinition.of(RENDER, (render, context) -> StepOutcome.failForGood("no page")))
            .define(TaskDefinition.of(BIND, this::bind))
            .build();

    assertThat(over(stint, book(stint, "durable", 3))).isEqualTo(TaskStatus.FAILED);
    assertThat(log).isEmpty();
  }
}
