package dev.stint.application.service;

import static dev.stint.application.service.ServicesFixture.MAIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.CleanRule;
import dev.stint.application.api.Config;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.Monitor;
import dev.stint.application.api.operate.SteerResult;
import dev.stint.application.api.operate.TaskSearch;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.StepPolicy;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.life.Waiting;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Options changed later, rules of cleaning, the monitor, and lists as people filter them. */
class HousekeepingTest {

  private final ServicesFixture services = new ServicesFixture();

  private TaskId cancelled(String name) {
    TaskId task = services.tasks.request(MAIL.with("x").named(name)).id();
    services.steer.cancel(List.of(task));
    return task;
  }

  private RequestOptions options(TaskId task) {
    Payload stored = services.row(task).standing().spec().options();
    return stored.isNone()
        ? RequestOptions.NONE
        : (RequestOptions) services.codec.decode(stored, RequestOptions.class);
  }

  @Test
  void retry_and_keep_of_many_tasks_are_changed_later_waiting_or_running() {
    TaskId running = services.task();
    services.claimAll();
    TaskId waiting = services.tasks.request(MAIL.with("x").keep(Duration.ofDays(1))).id();
    TaskId over = cancelled("over");

    assertThat(
            services.steer.options(
                List.of(running, waiting, over), o -> o.retry(RetryPolicy.NEVER)))
        .extracting(s -> s.result())
        .containsExactly(SteerResult.DONE, SteerResult.DONE, SteerResult.REFUSED);

    assertThat(options(running).retry()).contains(RetryPolicy.NEVER);
    assertThat(options(waiting))
        .isEqualTo(RequestOptions.NONE.retry(RetryPolicy.NEVER).keep(Duration.ofDays(1)));
    services.steer.options(List.of(waiting), o -> RequestOptions.NONE);
    assertThat(services.row(waiting).standing().spec().options()).isEqualTo(Payload.NONE);
  }

  @Test
  void what_the_request_fixed_is_not_changed_later() {
    TaskId task = services.task();
    assertThatThrownBy(() -> services.steer.options(List.of(task), RequestOptions::simulated))
        .isInstanceOf(RefusedException.class)
        .hasMessage("what a task waits for, absorbs or simulates is fixed by its request");
    assertThatThrownBy(
            () -> services.steer.options(List.of(task), o -> o.keep(Duration.ofDays(-1))))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void a_preview_lists_what_the_rule_takes_and_nothing_else() {
    TaskId old = cancelled("old");
    services.step(Duration.ofDays(3));
    TaskId young = cancelled("young");
    TaskId waiting = services.task();
    CleanRule rule = CleanRule.olderThan("after two days", Duration.ofDays(2));

    assertThat(services.clean.preview(rule, 10)).extracting(TaskScan::id).containsExactly(old);
    assertThat(services.clean.preview(rule.active(false), 10)).isEmpty();
    assertThat(services.clean.preview(rule.types(Set.of(new TaskTypeName("x"))), 10)).isEmpty();
    assertThat(services.clean.preview(rule.statuses(Set.of(TaskStatus.FAILED)), 10)).isEmpty();
    assertThat(services.clean.clean(rule.active(false))).isZero();
    assertThat(services.clean.clean(rule)).isOne();
    assertThat(services.ask.find(old)).isEmpty();
    assertThat(services.ask.find(young)).isPresent();
    assertThat(services.ask.find(waiting)).isPresent();
  }

  @Test
  void a_preview_of_the_retention_goes_by_what_each_task_keeps() {
    TaskId kept = cancelled("as configured");
    TaskId shorter = services.tasks.request(MAIL.with("x").keep(Duration.ofDays(1))).id();
    services.steer.cancel(List.of(shorter));
    services.step(Duration.ofDays(2));

    assertThat(services.clean.preview(CleanRule.RETENTION, 10))
        .extracting(TaskScan::id)
        .containsExactly(shorter);
    services.step(Duration.ofDays(30));
    assertThat(services.clean.preview(CleanRule.RETENTION, 10))
        .extracting(TaskScan::id)
        .containsExactly(shorter, kept);
    assertThat(services.clean.preview(CleanRule.RETENTION, 1)).hasSize(1);
  }

  @Test
  void an_advanced_rule_asks_its_own_condition_of_each_task() {
    TaskId draft = cancelled("draft");
    TaskId letter = cancelled("letter");
    TaskId waiting = services.tasks.request(MAIL.with("x").named("draft")).id();
    CleanRule rule =
        CleanRule.olderThan("drafts", Duration.ZERO)
            .where(row -> row.standing().spec().name().equals(Optional.of("draft")));

    assertThat(rule.advanced()).isTrue();
    assertThat(CleanRule.RETENTION.advanced()).isFalse();
    assertThat(services.clean.preview(rule, 10)).extracting(TaskScan::id).containsExactly(draft);
    CleanRule dry = new CleanRule("dry", true, rule.sweep().asDryRun(), rule.condition());
    assertThat(services.clean.clean(dry)).isOne();
    assertThat(services.clean.clean(rule)).isOne();
    assertThat(services.clean.preview(rule, 10)).isEmpty();
    assertThat(services.ask.find(letter)).isPresent();
    assertThat(services.status(waiting)).isEqualTo(TaskStatus.PENDING);
  }

  @Test
  void an_advanced_rule_takes_more_than_a_batch() {
    for (int i = 0; i < 1_501; i++) {
      cancelled("draft");
    }
    CleanRule rule = CleanRule.olderThan("all", Duration.ZERO).where(row -> true);

    assertThat(services.clean.clean(rule)).isEqualTo(1_501);
  }

  @Test
  void rules_that_cannot_be_are_refused_in_one_sentence() {
    assertThatThrownBy(() -> CleanRule.olderThan(" ", Duration.ZERO))
        .hasMessage("the name of a clean rule has 1 to 120 characters");
    assertThatThrownBy(() -> CleanRule.olderThan("r", Duration.ofDays(-1)))
        .hasMessageContaining("an age of 0 to 36500 days");
    assertThatThrownBy(() -> CleanRule.RETENTION.statuses(Set.of(TaskStatus.RUNNING)))
        .hasMessage("clean rule retention names RUNNING: only finished tasks are cleaned");
    assertThatThrownBy(() -> CleanRule.RETENTION.historyOnly().where(row -> true))
        .hasMessageContaining("has a condition");
    assertThat(CleanRule.Sweep.RETENTION.asDryRun().dryRun()).isTrue();
  }

  @Test
  void the_monitor_is_content_while_nothing_needs_a_person() {
    services.task();
    services.claimAll();
    services.task();
    services.step(Duration.ofMinutes(5));

    Monitor monitor = services.ask.monitor();

    assertThat(monitor.needsPerson()).isFalse();
    assertThat(monitor.oldest().orElseThrow().ready()).isOne();
    assertThat(monitor.counts()).hasSize(2);
  }

  @Test
  void the_monitor_names_what_runs_too_long_failed_cannot_be_read_or_has_no_worker() {
    TaskType<String> other = TaskType.of("other", String.class);
    ServicesFixture busy =
        new ServicesFixture(
            List.of(
                ServicesFixture.definition(MAIL).longest(Duration.ofHours(2)),
                ServicesFixture.definition(other)));
    TaskId hung = busy.task();
    busy.claimAll();
    TaskId bad = busy.task();
    Claim failing = busy.claimAll().get(0);
    TaskId odd = busy.task();
    Claim unread = busy.claimAll().get(0);
    Failure why = Failure.permanent("test", "no");
    settleOn(
        busy,
        failing,
        StepPolicy.endless(1, new Random(1)).giveUp(StepPolicy.claimed(failing.run()), why));
    settleOn(
        busy,
        unread,
        Waiting.unreadable(StepPolicy.claimed(unread.run()), TaskStatus.PENDING, why));
    busy.tasks.request(other.with("x"));
    busy.step(Duration.ofHours(3));

    Monitor monitor = busy.ask.monitor();

    assertThat(monitor.overlong()).extracting(TaskScan::id).containsExactly(hung);
    assertThat(monitor.failed()).extracting(TaskScan::id).containsExactly(bad);
    assertThat(monitor.unreadable()).extracting(TaskScan::id).containsExactly(odd);
    assertThat(monitor.unclaimed()).extracting(t -> t.value()).containsExactly("other");
    assertThat(monitor.findings())
        .containsExactly(
            "1 task: run longer than their type allows",
            "1 task: failed in the last day",
            "1 task: cannot be read by any build so far",
            "no live worker knows the task type other");
    busy.step(Duration.ofDays(1));
    assertThat(busy.ask.monitor().failed()).isEmpty();
  }

  private static void settleOn(ServicesFixture services, Claim claim, Outcome outcome) {
    services
        .stores
        .runs()
        .settle(
            List.of(
                new Settlement(
                    claim.key().next(), outcome, Notes.NONE, Duration.ofDays(30), Duration.ZERO)));
  }

  @Test
  void without_any_worker_only_types_that_this_build_does_not_know_need_a_person() {
    services.task();
    assertThat(services.ask.monitor().needsPerson()).isFalse();
    assertThat(services.ask.monitor().unclaimed()).containsExactly(MAIL.name());

    ServicesFixture stranger = new ServicesFixture(List.of());
    stranger
        .stores
        .requests()
        .insert(
            new NewTasks(services.types, services.codec, Config.DEFAULT)
                .apply(List.of(MAIL.with("x"))));
    assertThat(stranger.ask.monitor().findings())
        .containsExactly("no live worker knows the task type mail");
  }

  @Test
  void people_filter_by_part_of_a_name_by_age_and_without_what_succeeded() {
    TaskId old = cancelled("Old Letter");
    services.step(Duration.ofDays(10));
    TaskId young = cancelled("young letter");
    TaskId other = services.task();

    assertThat(services.ask.search(TaskSearch.ALL.nameHas("letter")).tasks())
        .extracting(TaskScan::id)
        .containsExactly(young, old);
    assertThat(services.ask.search(TaskSearch.ALL.within(Duration.ofDays(2))).tasks())
        .extracting(TaskScan::id)
        .containsExactly(other, young);
    assertThat(services.ask.search(TaskSearch.ALL.hideSucceeded()).tasks()).hasSize(3);
    assertThat(TaskSearch.ALL.hideSucceeded().statuses())
        .doesNotContain(TaskStatus.SUCCEEDED)
        .hasSize(TaskStatus.values().length - 1);
    assertThat(
            TaskSearch.ALL
                .statuses(Set.of(TaskStatus.SUCCEEDED, TaskStatus.FAILED))
                .hideSucceeded()
                .statuses())
        .containsExactly(TaskStatus.FAILED);
    assertThat(
            services
                .ask
                .search(TaskSearch.ALL.statuses(Set.of(TaskStatus.PENDING)).type("mail"))
                .tasks())
        .extracting(TaskScan::id)
        .containsExactly(other);
    assertThat(services.ask.search(TaskSearch.ALL.queue("none")).tasks()).isEmpty();
    assertThat(services.ask.search(TaskSearch.ALL.owner("none")).tasks()).isEmpty();
  }

  @Test
  void pages_follow_each_other_without_a_gap_or_a_repeat() {
    for (int i = 0; i < 25; i++) {
      services.tasks.request(MAIL.with("x").named(i % 2 == 0 ? "even" : "odd"));
    }
    TaskSearch even = TaskSearch.ALL.nameHas("even").limit(5);

    TaskSearch.Page first = services.ask.search(even);
    TaskSearch.Page second = services.ask.search(even.after(first.next().orElseThrow()));
    TaskSearch.Page third = services.ask.search(even.after(second.next().orElseThrow()));

    assertThat(first.tasks()).hasSize(5);
    assertThat(second.tasks()).hasSize(5).doesNotContainAnyElementsOf(first.tasks());
    assertThat(third.tasks()).hasSize(3);
    assertThat(third.next()).isEmpty();
    assertThatThrownBy(() -> TaskSearch.ALL.limit(0)).hasMessageContaining("1 to 10000");
  }
}
