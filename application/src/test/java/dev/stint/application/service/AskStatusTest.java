package dev.stint.application.service;

import static dev.stint.application.service.ServicesFixture.MAIL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Config;
import dev.stint.application.api.ParameterDescription;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.NoticeRenderer;
import dev.stint.application.api.operate.TaskSearch;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskRow;
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

  private final ServicesFixture services = new ServicesFixture();

  private static Optional<TaskId> id(Optional<TaskRow> row) {
    return row.map(TaskScan::id);
  }

  @Test
  void the_latest_task_of_a_type_and_of_an_owner_is_found() {
    services.tasks.request(MAIL.with("a").owner("ann"));
    TaskId second = services.tasks.request(MAIL.with("b").owner("ann")).id();
    TaskId third = services.tasks.request(MAIL.with("c")).id();

    assertThat(id(services.ask.latest("mail"))).contains(third);
    assertThat(id(services.ask.latestOf("ann"))).contains(second);
    assertThat(services.ask.latest("other")).isEmpty();
    assertThat(services.ask.latestOf("bob")).isEmpty();
  }

  @Test
  void a_task_of_an_older_name_is_the_latest_of_its_type() {
    services.task();
    TaskType<String> post = TaskType.of("post", String.class);
    ServicesFixture renamed =
        new ServicesFixture(List.of(ServicesFixture.definition(post).alias("mail")));
    renamed
        .stores
        .requests()
        .insert(
            new NewTasks(services.types, services.codec, Config.DEFAULT)
                .apply(List.of(MAIL.with("old"))));

    assertThat(renamed.ask.latest("post")).isPresent();
    assertThat(renamed.ask.existsActive("post")).isTrue();
    assertThat(renamed.ask.search(TaskSearch.ALL.type("post")).tasks()).hasSize(1);
    renamed.tasks.request(post.with("new"));
    assertThat(renamed.ask.search(TaskSearch.ALL.type("post")).tasks()).hasSize(2);
  }

  @Test
  void a_task_that_is_over_is_not_active_however_it_ended() {
    assertThat(services.ask.existsActive("mail")).isFalse();
    assertThat(services.ask.existsActiveKey("k")).isFalse();
    TaskId task = services.tasks.request(MAIL.with("x").key("k")).id();
    assertThat(services.ask.existsActive("mail")).isTrue();
    assertThat(services.ask.existsActiveKey("k")).isTrue();

    services.steer.pause(List.of(task));
    assertThat(services.ask.existsActive("mail")).isTrue();
    services.steer.cancel(List.of(task));

    assertThat(services.ask.existsActive("mail")).isFalse();
    assertThat(services.ask.existsActiveKey("k")).isFalse();
    assertThat(services.ask.byKey("k", IdempotencyKey.Scope.ACTIVE)).isPresent();
  }

  @Test
  void a_negative_time_waits_without_end() {
    TaskId task = services.task();
    List<Long> looks = new ArrayList<>();
    services.meanwhile =
        () -> {
          looks.add(services.nanos.get());
          if (looks.size() == 5_000) {
            services.steer.cancel(List.of(task));
          }
        };

    assertThat(services.ask.await(task).orElseThrow().standing().run().status())
        .isEqualTo(TaskStatus.CANCELLED);
    assertThat(Duration.ofNanos(services.nanos.get())).isGreaterThan(Duration.ofMinutes(30));
  }

  private static Optional<TaskRow> get(CompletableFuture<Optional<TaskRow>> stage)
      throws Exception {
    return stage.get(120, TimeUnit.SECONDS);
  }

  @Test
  void many_waits_need_one_thread_which_ends_with_the_last() throws Exception {
    TaskId one = services.task();
    TaskId two = services.task();
    var first = services.ask.awaitAsync(one).toCompletableFuture();
    var second = services.ask.awaitAsync(two, Duration.ofSeconds(3)).toCompletableFuture();
    var nobody = services.ask.awaitAsync(new TaskId(new UUID(0, 9))).toCompletableFuture();
    assertThat(services.started).hasSize(1);
    services.meanwhile =
        () -> {
          if (services.nanos.get() > 5_000_000_000L) {
            services.steer.cancel(List.of(one));
          }
        };

    services.started.get(0).run();

    assertThat(get(first).orElseThrow().standing().run().status()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(get(second).orElseThrow().standing().run().status()).isEqualTo(TaskStatus.PENDING);
    assertThat(get(nobody)).isEmpty();
    services.ask.awaitAsync(one);
    assertThat(services.started).hasSize(2);
  }

  @Test
  void a_wait_that_was_given_up_is_looked_at_no_more() {
    TaskId task = services.task();
    var wait = services.ask.awaitAsync(task).toCompletableFuture();
    wait.cancel(true);

    services.started.get(0).run();

    assertThat(services.nanos.get()).isLessThan(1_000_000_000L);
  }

  @Test
  void a_passing_error_of_the_store_does_not_end_a_wait_and_another_does() throws Exception {
    ServicesFixture other = new ServicesFixture();
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
    TaskId task = services.tasks.request(MAIL.with("x").named("Monthly mail")).id();

    assertThat(services.ask.notice(task))
        .contains(
            "Monthly mail goes on in the background as task "
                + task
                + "; see tasks?id="
                + task
                + ", or all tasks at tasks");
    assertThat(services.ask.notice(new TaskId(new UUID(0, 9)))).isEmpty();
    assertThat(
            NoticeRenderer.template("{type} {task} {list}")
                .notice(new NoticeRenderer.Notice(task, MAIL.name(), Optional.empty(), "u", "all")))
        .isEqualTo("mail " + task + " all");
  }

  record Letter(
      @ParameterDescription("who gets it") String to,
      List<Long> orders,
      Optional<String> copy,
      int pages) {}

  @Test
  void the_catalogue_lists_types_with_their_actions_and_parameters() {
    TaskType<Letter> type = TaskType.of("letter", Letter.class);
    ServicesFixture office =
        new ServicesFixture(
            List.of(
                TaskDefinition.of(type, (args, context) -> StepOutcome.done())
                    .described("Sends a letter.")
                    .version(2)
                    .alias("post"),
                ServicesFixture.definition(MAIL)));

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
