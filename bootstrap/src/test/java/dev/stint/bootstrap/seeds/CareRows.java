package dev.stint.bootstrap.seeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.Action;
import dev.stint.application.api.CleanRule;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.Requested;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.UniquePolicy;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** What operators keep, change, clean and switch off. */
abstract class CareRows extends Rows {

  private static final int RUNS = 13;

  private final Queue<String> ran = new ConcurrentLinkedQueue<>();

  CareRows(RowStore store) {
    super(store);
  }

  private Action<String> noting() {
    return (text, context) -> {
      ran.add(text);
      return StepOutcome.done();
    };
  }

  private static TaskDefinition<String> failing(TaskType<String> type) {
    return TaskDefinition.of(type, (text, context) -> StepOutcome.fail("no " + context.attempt()));
  }

  private static RetryPolicy atOnce(int retries) {
    return RetryPolicy.fixed(retries, Duration.ZERO);
  }

  @Test
  void row_9_interactive_tasks_go_before_all_others() {
    TaskType<String> type = type("lanes");
    Stint stint = host(TaskDefinition.of(type, noting()));
    stint.tasks().request(type.with("cron").priority(9));
    stint.tasks().request(type.with("cron too").priority(9));
    stint.tasks().request(type.with("person").interactive());

    passOneByOne(stint);

    assertThat(ran).startsWith("person").hasSize(3);
  }

  @Test
  void row_31_a_named_rule_shows_what_it_would_clean_and_an_inactive_one_cleans_nothing() {
    TaskType<String> type = type("ruled");
    Stint stint = host(TaskDefinition.of(type, noting()));
    stint.tasks().requestAll(List.of(type.with("a").owner("ann"), type.with("b").owner("bob")));
    pass(stint);
    CleanRule rule = CleanRule.olderThan("all", Duration.ZERO).types(Set.of(type.name()));
    CleanRule bobs = rule.where(row -> row.standing().spec().owner().toString().contains("bob"));

    assertThat(stint.clean().preview(rule, 10)).hasSize(2);
    assertThat(stint.clean().preview(bobs, 10)).hasSize(1);
    assertThat(stint.clean().clean(rule.active(false))).isZero();
    assertThat(stint.clean().clean(bobs)).isEqualTo(1);
    assertThat(stint.ask().list(of(type))).hasSize(1);
    assertThat(stint.clean().clean(rule)).isEqualTo(1);
  }

  @Test
  void row_58_as_much_history_is_kept_as_the_request_says_and_read_page_by_page() {
    TaskType<String> type = type("history");
    Stint stint = host(failing(type));
    Request<String> often = type.with("x").retry(atOnce(RUNS - 1));
    TaskId usual = stint.tasks().request(often).id();
    TaskId all = stint.tasks().request(often.history(RequestOptions.ALL_HISTORY)).id();
    TaskId three = stint.tasks().request(often.history(3)).id();
    TaskId none = stint.tasks().request(often.history(0)).id();

    List.of(usual, all, three, none).forEach(task -> passUntil(stint, task, TaskStatus.FAILED));

    assertThat(attempts(stint, usual, 100, 0)).hasSize(10);
    assertThat(attempts(stint, all, 100, 0)).hasSize(RUNS);
    assertThat(attempts(stint, three, 100, 0)).containsExactly("no 12", "no 11", "no 10");
    assertThat(attempts(stint, none, 100, 0)).hasSizeLessThanOrEqualTo(1);
    assertThat(attempts(stint, all, 2, 3)).containsExactly("no 9", "no 8");
  }

  private static List<String> attempts(Stint stint, TaskId task, int count, int skip) {
    return stint.ask().history(task, count, skip).stream()
        .map(h -> h.failure().orElseThrow().message())
        .toList();
  }

  @Test
  void row_66_a_key_has_one_unfinished_task_and_who_asks_again_gets_it_or_a_refusal_or_its_place() {
    TaskType<String> type = type("unique");
    Stint stint = host(TaskDefinition.of(type, noting()));
    Request<String> wish = type.with("first").key(own("key"));
    TaskId first = stint.tasks().request(wish).id();

    Requested same = stint.tasks().request(type.with("second").key(own("key")));
    assertThat(same.id()).isEqualTo(first);
    assertThat(same.isNew()).isFalse();
    assertThat(same.otherArguments()).isTrue();
    assertThatThrownBy(() -> stint.tasks().request(wish.unique(UniquePolicy.REJECT)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(first.toString());
    Requested third =
        stint.tasks().request(type.with("third").key(own("key")).unique(UniquePolicy.REPLACE));
    assertThat(third.replaced()).contains(first);
    assertThat(status(stint, first)).isEqualTo(TaskStatus.CANCELLED);

    pass(stint);
    assertThat(ran).containsExactly("third");
    assertThat(stint.tasks().request(wish).isNew()).as("the key is free again").isTrue();
    String always = own("always");
    Request<String> once = wish.key(always, IdempotencyKey.Scope.ALWAYS);
    TaskId only = stint.tasks().request(once).id();
    pass(stint);
    assertThat(stint.tasks().request(once).id()).isEqualTo(only);
  }

  @Test
  void row_77_options_of_many_waiting_tasks_are_changed_at_once() {
    TaskType<String> type = type("options");
    Stint stint = host(failing(type));
    Request<String> wish = type.with("x").retry(atOnce(9)).paused();
    List<TaskId> tasks =
        List.of(stint.tasks().request(wish).id(), stint.tasks().request(wish).id());

    assertThat(stint.steer().options(tasks, o -> o.retry(atOnce(1)).history(1)))
        .allMatch(s -> s.answer().name().equals("DONE"));
    stint.steer().resume(tasks);
    tasks.forEach(task -> passUntil(stint, task, TaskStatus.FAILED));

    assertThat(tasks).allMatch(task -> run(stint, task).attempt() == 1);
    assertThat(tasks).allMatch(task -> stint.ask().history(task, 10, 0).size() == 1);
  }

  @Test
  void row_82_history_may_be_dropped_while_the_task_stays() {
    TaskType<String> type = type("forgotten");
    Stint stint = host(failing(type));
    TaskId task = stint.tasks().request(type.with("x").retry(atOnce(2))).id();
    passUntil(stint, task, TaskStatus.FAILED);
    assertThat(stint.ask().history(task, 10, 0)).hasSize(3);

    CleanRule history =
        CleanRule.olderThan("results only", Duration.ZERO).types(Set.of(type.name())).historyOnly();
    assertThat(stint.clean().clean(history)).isEqualTo(1);

    assertThat(stint.ask().history(task, 10, 0)).hasSizeLessThanOrEqualTo(1);
    assertThat(status(stint, task)).isEqualTo(TaskStatus.FAILED);
  }

  @Test
  void row_85_a_process_may_be_switched_off_for_running_and_for_cleaning() {
    TaskType<String> type = type("switched");
    Stint off = host(CONFIG.runs(false).cleans(false), TaskDefinition.of(type, noting()));
    Stint on = host(TaskDefinition.of(type, noting()));
    TaskId task = off.tasks().request(type.with("x")).id();

    assertThat(pass(off).settled()).isEmpty();
    assertThat(status(on, task)).isEqualTo(TaskStatus.PENDING);
    pass(on);
    CleanRule all = CleanRule.olderThan("all", Duration.ZERO).types(Set.of(type.name()));
    assertThat(off.clean().clean(all)).isZero();
    assertThat(on.clean().clean(all)).isEqualTo(1);
  }
}
