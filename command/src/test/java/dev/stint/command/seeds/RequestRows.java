package dev.stint.command.seeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import dev.stint.application.api.Requested;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.Lane;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.task.ReadyDepth;
import dev.stint.domain.task.TaskRow;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a request says, and what is stored of it. */
abstract class RequestRows extends Rows {

  private final Queue<String> ran = new ConcurrentLinkedQueue<>();

  RequestRows(RowStore store) {
    super(store);
  }

  private TaskDefinition<String> noting(TaskType<String> type) {
    return TaskDefinition.of(
        type,
        (text, context) -> {
          ran.add(text);
          return StepOutcome.done();
        });
  }

  @Test
  void row_1_a_requested_task_is_stored_at_once_for_every_process_to_see() {
    TaskType<String> type = type("mail");
    Stint web = host(noting(type));
    Stint cron = host(noting(type));

    TaskId task =
        web.tasks().request(type.with("to ann").named("Mail to Ann").owner("bob").priority(7)).id();

    TaskRow seen = row(cron, task);
    assertThat(seen.standing().run().status()).isEqualTo(TaskStatus.PENDING);
    assertThat(seen.standing().spec().arguments().text()).isEqualTo("\"to ann\"");
    assertThat(seen.standing().spec().name()).contains("Mail to Ann");
    assertThat(seen.standing().spec().owner()).hasToString("Optional[bob]");
    assertThat(seen.standing().spec().priority()).isEqualTo(7);
    assertThat(seen.standing().spec().lane()).isEqualTo(Lane.BACKGROUND);
    assertThat(ran).isEmpty();
    pass(cron);
    assertThat(ran).containsExactly("to ann");
  }

  @Test
  void row_2_many_tasks_of_one_type_each_have_an_id_in_the_order_of_requests() {
    TaskType<String> type = type("mail");
    Stint stint = host(noting(type));

    List<TaskId> ids = new ArrayList<>();
    for (String to : List.of("ann", "bob", "cid")) {
      ids.add(stint.tasks().request(type.with(to)).id());
    }
    pass(stint);

    assertThat(ids).doesNotHaveDuplicates().isSorted();
    assertThat(ran).containsExactlyInAnyOrder("ann", "bob", "cid");
    assertThat(ids).allMatch(id -> status(stint, id) == TaskStatus.SUCCEEDED);
  }

  @Test
  void row_3_a_page_shows_how_the_tasks_of_a_type_stand() {
    TaskType<String> type = type("mail");
    Stint stint = host(noting(type));
    TaskId first = stint.tasks().request(type.with("ann")).id();
    pass(stint);
    TaskId second = stint.tasks().request(type.with("bob")).id();

    assertThat(stint.ask().list(of(type)))
        .extracting(row -> row.standing().spec().id(), row -> row.standing().run().status())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(second, TaskStatus.PENDING),
            org.assertj.core.groups.Tuple.tuple(first, TaskStatus.SUCCEEDED));
    assertThat(stint.ask().counts())
        .filteredOn(count -> count.line().type().equals(type.name()))
        .filteredOn(count -> count.tasks() > 0)
        .extracting(count -> count.status(), count -> count.tasks())
        .contains(org.assertj.core.groups.Tuple.tuple(TaskStatus.PENDING, 1L));
  }

  @Test
  void row_4_a_type_without_a_handler_is_refused_by_name_and_its_stored_tasks_wait() {
    TaskType<String> known = type("known");
    TaskType<String> later = type("later");
    Stint newBuild = host(noting(known), noting(later));
    Stint oldBuild = host(noting(known));

    assertThatThrownBy(() -> oldBuild.tasks().request(later.with("x")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(own("later"))
        .hasMessageContaining(own("known"));
    TaskId task = newBuild.tasks().request(later.with("x")).id();
    assertThat(pass(oldBuild).drained()).isTrue();
    assertThat(status(oldBuild, task)).isEqualTo(TaskStatus.PENDING);
    pass(newBuild);
    assertThat(status(newBuild, task)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void row_4_a_task_whose_handler_is_nowhere_says_so_itself_after_a_time() {
    TaskType<String> known = type("known");
    TaskType<String> nowhere = type("nowhere");
    Stint newBuild = host(noting(nowhere));
    TaskId task = newBuild.tasks().request(nowhere.with("x")).id();
    Stint oldBuild = host(CONFIG.orphanAfter(Duration.ofMillis(50)), noting(known));

    passUntil(oldBuild, task, TaskStatus.BLOCKED);

    assertThat(run(oldBuild, task).failure().orElseThrow().message())
        .contains("no worker has known the task type " + own("nowhere"));
    assertThat(oldBuild.ask().monitor().unreadable())
        .extracting(row -> row.standing().spec().id())
        .contains(task);
    assertThat(oldBuild.ask().monitor().findings())
        .anyMatch(f -> f.contains("no worker has known the type"));
    passUntil(newBuild, task, TaskStatus.SUCCEEDED);
    assertThat(run(newBuild, task).failure()).isEmpty();
  }

  @Test
  void row_39_a_delayed_task_does_not_start_before_its_time() {
    TaskType<String> type = type("later");
    List<Instant> began = new ArrayList<>();
    Stint stint =
        host(
            TaskDefinition.of(
                type,
                (text, context) -> {
                  began.add(context.now());
                  return StepOutcome.done();
                }));

    TaskId task = stint.tasks().request(type.with("x").dueIn(Duration.ofMillis(300))).id();
    Instant due = row(stint, task).due();
    assertThat(due).isAfter(row(stint, task).requested());
    pass(stint);
    passUntil(stint, task, TaskStatus.SUCCEEDED);

    assertThat(began).singleElement().matches(at -> !at.isBefore(due));
  }

  @Test
  void row_40_what_waits_for_another_its_turn_or_a_later_try_does_not_count_as_ready() {
    TaskType<String> type = type("waiting");
    Stint stint =
        host(
            TaskDefinition.of(
                type,
                (text, context) ->
                    text.equals("bad") ? StepOutcome.fail("down") : StepOutcome.done()));
    Stint elsewhere = host(noting(type("elsewhere")));
    TaskId held = stint.tasks().request(type.with("held").paused()).id();
    TaskId waiter = stint.tasks().request(type.with("waiter").after(held)).id();
    stint.tasks().request(type.with("bad").retry(RetryPolicy.fixed(1, Duration.ofHours(1))));
    stint.tasks().request(type.with("first").serialKey(own("key")));
    stint.tasks().request(type.with("second").serialKey(own("key")));

    assertThat(status(stint, waiter)).isEqualTo(TaskStatus.BLOCKED);
    assertThat(ready(stint, type)).as("bad and first").isEqualTo(2);
    pass(stint);
    assertThat(ready(stint, type)).isZero();
    stint.steer().resume(List.of(held));
    assertThat(ready(stint, type)).isEqualTo(1);
    passUntil(stint, waiter, TaskStatus.SUCCEEDED);
    assertThat(ready(elsewhere, type)).isZero();
  }

  private static long ready(Stint stint, TaskType<?> type) {
    return stint.ask().depths().stream()
        .filter(depth -> depth.line().type().equals(type.name()))
        .mapToLong(ReadyDepth::ready)
        .sum();
  }

  @Test
  void row_40_only_what_is_due_and_held_by_nothing_counts_as_ready() {
    TaskType<String> type = type("ready");
    Stint stint = host(noting(type));
    stint.tasks().request(type.with("now"));
    stint.tasks().request(type.with("later").dueIn(Duration.ofHours(1)));
    stint.tasks().request(type.with("held").paused());

    assertThat(stint.ask().depths())
        .filteredOn(depth -> depth.line().type().equals(type.name()))
        .singleElement()
        .matches(depth -> depth.ready() == 1);
    pass(stint);
    assertThat(ran).containsExactly("now");
  }

  @Test
  void row_41_a_task_created_paused_is_not_picked_until_somebody_resumes_it() {
    TaskType<String> type = type("held");
    Stint stint = host(noting(type));
    TaskId task = stint.tasks().request(type.with("x").paused()).id();

    pass(stint);
    assertThat(status(stint, task)).isEqualTo(TaskStatus.PAUSED);
    stint.steer().resume(List.of(task));
    assertThat(status(stint, task)).isEqualTo(TaskStatus.PENDING);
    stint.steer().pause(List.of(task));
    pass(stint);
    assertThat(ran).isEmpty();
    stint.steer().resume(List.of(task));
    pass(stint);
    assertThat(ran).containsExactly("x");
  }

  @Test
  @RefusedWithoutTransactions
  void row_70_what_is_requested_in_a_transaction_runs_after_commit_and_is_gone_on_rollback()
      throws Exception {
    TaskType<String> type = type("bound");
    Stint stint = host(noting(type));
    List<Request<?>> wish = List.of(type.with("kept"));
    if (seat.jdbcUrl().isEmpty()) {
      refused(() -> stint.tasks().requestWithin("no transaction", wish), "transaction");
      return;
    }
    try (Connection connection = seat.connection()) {
      connection.setAutoCommit(false);
      TaskId lost = stint.tasks().requestWithin(connection, List.of(type.with("lost"))).get(0).id();
      connection.rollback();
      assertThat(stint.ask().find(lost)).isEmpty();

      TaskId kept = stint.tasks().requestWithin(connection, wish).get(0).id();
      assertThat(stint.ask().find(kept)).isEmpty();
      connection.commit();
      pass(stint);
      assertThat(status(stint, kept)).isEqualTo(TaskStatus.SUCCEEDED);
    }
    assertThat(ran).containsExactly("kept");
  }

  @Test
  void row_71_many_requests_are_stored_together_and_answered_in_order() {
    TaskType<String> type = type("bulk");
    Stint stint = host(noting(type));
    List<Request<?>> wishes =
        IntStream.range(0, 1_200).<Request<?>>mapToObj(i -> type.with("n" + i)).toList();

    List<Requested> answers = stint.tasks().requestAll(wishes);

    assertThat(answers).hasSize(1_200).allMatch(Requested::isNew);
    assertThat(row(stint, answers.get(1_199).id()).standing().spec().arguments().text())
        .isEqualTo("\"n1199\"");
    pass(stint);
    assertThat(ran).hasSize(1_200).doesNotHaveDuplicates();
  }
}
