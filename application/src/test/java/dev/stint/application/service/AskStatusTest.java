package dev.stint.application.service;

import static dev.stint.application.service.Desk.MAIL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Config;
import dev.stint.application.api.Described;
import dev.stint.application.api.NoticeRenderer;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskSearch;
import dev.stint.application.api.TaskType;
import dev.stint.application.spi.TaskRow;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is asked about a type, a key or an owner, and when it is over. */
class AskStatusTest {

  private final Desk desk = new Desk();

  private static Optional<TaskId> id(Optional<TaskRow> row) {
    return row.map(Scan::id);
  }

  @Test
  void the_latest_task_of_a_type_and_of_an_owner_is_found() {
    desk.tasks.request(MAIL.with("a").owner("ann"));
    TaskId second = desk.tasks.request(MAIL.with("b").owner("ann")).id();
    TaskId third = desk.tasks.request(MAIL.with("c")).id();

    assertThat(id(desk.ask.latest("mail"))).contains(third);
    assertThat(id(desk.ask.latestOf("ann"))).contains(second);
    assertThat(desk.ask.latest("other")).isEmpty();
    assertThat(desk.ask.latestOf("bob")).isEmpty();
  }

  @Test
  void a_task_of_an_older_name_is_the_latest_of_its_type() {
    desk.task();
    TaskType<String> post = TaskType.of("post", String.class);
    Desk renamed = new Desk(List.of(Desk.definition(post).alias("mail")));
    renamed
        .stores
        .requests()
        .insert(
            new NewTasks(desk.types, desk.codec, Config.DEFAULT).apply(List.of(MAIL.with("old"))));

    assertThat(renamed.ask.latest("post")).isPresent();
    assertThat(renamed.ask.existsActive("post")).isTrue();
    assertThat(renamed.ask.search(TaskSearch.ALL.type("post")).tasks()).hasSize(1);
    renamed.tasks.request(post.with("new"));
    assertThat(renamed.ask.search(TaskSearch.ALL.type("post")).tasks()).hasSize(2);
  }

  @Test
  void a_task_that_is_over_is_not_active_however_it_ended() {
    assertThat(desk.ask.existsActive("mail")).isFalse();
    assertThat(desk.ask.existsActiveKey("k")).isFalse();
    TaskId task = desk.tasks.request(MAIL.with("x").key("k")).id();
    assertThat(desk.ask.existsActive("mail")).isTrue();
    assertThat(desk.ask.existsActiveKey("k")).isTrue();

    desk.steer.pause(List.of(task));
    assertThat(desk.ask.existsActive("mail")).isTrue();
    desk.steer.cancel(List.of(task));

    assertThat(desk.ask.existsActive("mail")).isFalse();
    assertThat(desk.ask.existsActiveKey("k")).isFalse();
    assertThat(desk.ask.byKey("k", IdempotencyKey.Scope.ACTIVE)).isPresent();
  }

  @Test
  void a_negative_time_waits_without_end() {
    TaskId task = desk.task();
    List<Long> looks = new ArrayList<>();
    desk.meanwhile =
        () -> {
          looks.add(desk.nanos.get());
          if (looks.size() == 5_000) {
            desk.steer.cancel(List.of(task));
          }
        };

    assertThat(desk.ask.await(task).orElseThrow().standing().run().status())
        .isEqualTo(TaskStatus.CANCELLED);
    assertThat(Duration.ofNanos(desk.nanos.get())).isGreaterThan(Duration.ofMinutes(30));
  }

  private static Optional<TaskRow> get(CompletableFuture<Optional<TaskRow>> stage)
      throws Exception {
    return stage.get(120, TimeUnit.SECONDS);
  }

  @Test
  void many_waits_need_one_thread_which_ends_with_the_last() throws Exception {
    TaskId one = desk.task();
    TaskId two = desk.task();
    var first = desk.ask.awaitAsync(one).toCompletableFuture();
    var second = desk.ask.awaitAsync(two, Duration.ofSeconds(3)).toCompletableFuture();
    var nobody = desk.ask.awaitAsync(new TaskId(new UUID(0, 9))).toCompletableFuture();
    assertThat(desk.started).hasSize(1);
    desk.meanwhile =
        () -> {
          if (desk.nanos.get() > 5_000_000_000L) {
            desk.steer.cancel(List.of(one));
          }
        };

    desk.started.get(0).run();

    assertThat(get(first).orElseThrow().standing().run().status()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(get(second).orElseThrow().standing().run().status()).isEqualTo(TaskStatus.PENDING);
    assertThat(get(nobody)).isEmpty();
    desk.ask.awaitAsync(one);
    assertThat(desk.started).hasSize(2);
  }

  @Test
  void a_wait_that_was_given_up_is_looked_at_no_more() {
    TaskId task = desk.task();
    var wait = desk.ask.awaitAsync(task).toCompletableFuture();
    wait.cancel(true);

    desk.started.get(0).run();

    assertThat(desk.nanos.get()).isLessThan(1_000_000_000L);
  }

  @Test
  void a_passing_error_of_the_store_does_not_end_a_wait_and_another_does() throws Exception {
    Desk other = new Desk();
    TaskId task = other.task();
    ScriptedQueries queries = new ScriptedQueries(other.stores.queries());
    AsyncWaits waits =
        new AsyncWaits(
            queries.store(), other.nanos::get, n -> other.nanos.addAndGet(n), other.started::add);
    queries.fail(true);
    var outlived = waits.add(task, Duration.ofSeconds(1).toNanos());
    other.started.get(0).run();
    assertThat(get(outlived)).isPresent();

    queries.fail(false);
    var broken = waits.add(task, Duration.ofSeconds(1).toNanos());
    other.started.get(1).run();
    assertThat(broken).isCompletedExceptionally();
  }

  @Test
  void a_notice_names_the_task_and_where_to_see_it() {
    TaskId task = desk.tasks.request(MAIL.with("x").named("Monthly mail")).id();

    assertThat(desk.ask.notice(task))
        .contains(
            "Monthly mail goes on in the background as task "
                + task
                + "; see tasks?id="
                + task
                + ", or all tasks at tasks");
    assertThat(desk.ask.notice(new TaskId(new UUID(0, 9)))).isEmpty();
    assertThat(
            NoticeRenderer.template("{type} {task} {list}")
                .notice(new NoticeRenderer.Notice(task, MAIL.name(), Optional.empty(), "u", "all")))
        .isEqualTo("mail " + task + " all");
  }

  record Letter(
      @Described("who gets it") String to, List<Long> orders, Optional<String> copy, int pages) {}

  @Test
  void the_catalogue_lists_types_with_their_actions_and_parameters() {
    TaskType<Letter> type = TaskType.of("letter", Letter.class);
    Desk office =
        new Desk(
            List.of(
                TaskDefinition.of(type, (args, context) -> StepOutcome.done())
                    .described("Sends a letter.")
                    .version(2)
                    .alias("post"),
                Desk.definition(MAIL)));

    assertThat(office.ask.types())
        .extracting(c -> c.name().value())
        .containsExactly("letter", "mail");
    var card = office.ask.type("post").orElseThrow();
    assertThat(card.description()).isEqualTo("Sends a letter.");
    assertThat(card.version()).isEqualTo(2);
    assertThat(card.aliases()).extracting(a -> a.value()).containsExactly("post");
    assertThat(card.actions()).extracting(a -> a.name()).containsExactly("letter");
    assertThat(card.parameters())
        .extracting(p -> p.name() + " " + p.type() + " " + p.required() + " " + p.description())
        .containsExactly(
            "to String true who gets it",
            "orders List<Long> true ",
            "copy Optional<String> false ",
            "pages int true ");
    assertThat(office.ask.type("mail").orElseThrow().parameters().get(0).type())
        .isEqualTo("String");
    assertThat(office.ask.type("none")).isEmpty();
  }
}
