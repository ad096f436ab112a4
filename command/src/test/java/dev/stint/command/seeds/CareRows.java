package dev.stint.command.seeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
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
import dev.stint.application.api.extend.PurgeRule;
import dev.stint.bootstrap.Stint;
import dev.stint.bootstrap.purge.PurgeRules;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.task.HistoryRow;
import dev.stint.jdbc.JdbcPurgeRows;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
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
  void row_31_a_rule_purges_the_hosts_own_rows_by_date_or_query_in_stints() throws Exception {
    String table = own("orders").replace('.', '_');
    String url = seat.jdbcUrl().orElse("jdbc:sqlite:" + Files.createTempFile("host", ".db"));
    try (HikariDataSource database = new HikariDataSource()) {
      database.setJdbcUrl(url);
      database.setMaximumPoolSize(1);
      fill(database, table, url.contains("mariadb") ? "datetime" : "timestamp");
      JdbcPurgeRows rows = JdbcPurgeRows.of(database, table, "id");
      PurgeRules rules =
          new PurgeRules(
              List.of(
                  PurgeRule.of("old", rows.dated("placed"), Duration.ofDays(30)),
                  PurgeRule.of("unpaid", rows.where("paid = 0"), Duration.ZERO),
                  PurgeRule.of("off", rows.where("1 = 1"), Duration.ZERO).active(false)));
      Stint stint = host(CONFIG.stint(Duration.ofMillis(5)), rules.definition());
      Instant now = stint.ask().health().now();
      assertThat(rules.preview("old", 3, now)).containsExactly("1", "2", "3");
      assertThat(rules.preview("off", 3, now)).isEmpty();
      assertThatThrownBy(() -> rules.request("none")).hasMessageContaining("[off, old, unpaid]");

      purged(stint, rules, "off");
      assertThat(left(database, table)).isEqualTo(805);
      assertThat(purged(stint, rules, "old")).contains(TaskStatus.YIELDED);
      assertThat(left(database, table)).isEqualTo(5);
      purged(stint, rules, "unpaid");
      assertThat(left(database, table)).isEqualTo(3);
      assertThat(rules.preview("old", 3, now)).isEmpty();
    }
  }

  /** How the stints of a purge ended. */
  private static Set<TaskStatus> purged(Stint stint, PurgeRules rules, String rule) {
    TaskId task = stint.tasks().request(rules.request(rule)).id();
    Set<TaskStatus> ends = EnumSet.noneOf(TaskStatus.class);
    awaiting()
        .until(
            () -> {
              ends.addAll(pass(stint).settled().keySet());
              return status(stint, task).finished();
            });
    assertThat(status(stint, task)).isEqualTo(TaskStatus.SUCCEEDED);
    ends.remove(TaskStatus.SUCCEEDED);
    return ends;
  }

  /** 800 old orders, three new ones, and two unpaid ones. */
  private static void fill(DataSource database, String table, String moment) throws Exception {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table %s (id bigint primary key, placed %s, paid int)".formatted(table, moment));
      LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
      StringBuilder values = new StringBuilder();
      for (int i = 1; i <= 805; i++) {
        String placed = now.minusDays(i <= 800 ? 31 : 29).toString().replace('T', ' ');
        values.append("%s(%d, '%s', %d)".formatted(i == 1 ? "" : ", ", i, placed, i > 803 ? 0 : 1));
      }
      statement.execute("insert into " + table + " values " + values);
    }
  }

  private static int left(DataSource database, String table) throws Exception {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("select count(*) from " + table)) {
      count.next();
      return count.getInt(1);
    }
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
    assertThat(attempts(stint, none, 100, 0)).isEmpty();
    assertThat(attempts(stint, all, 2, 3)).containsExactly("no 9", "no 8");
  }

  @Test
  void row_58_each_run_tells_start_end_result_and_error_successes_too() {
    TaskType<String> type = type("runs");
    Stint stint =
        host(
            TaskDefinition.of(
                type,
                (text, context) ->
                    context.attempt() < 2
                        ? StepOutcome.fail("no " + context.attempt())
                        : StepOutcome.done("well")));
    TaskId task = stint.tasks().request(type.with("x").retry(atOnce(5))).id();
    passUntil(stint, task, TaskStatus.SUCCEEDED);

    List<HistoryRow> runs = stint.ask().history(task, 10, 0);

    assertThat(runs)
        .extracting(HistoryRow::status)
        .containsExactly(TaskStatus.SUCCEEDED, TaskStatus.RETRYING, TaskStatus.RETRYING);
    assertThat(runs)
        .extracting(run -> run.failure().map(f -> f.message()).orElse("none"))
        .containsExactly("none", "no 1", "no 0");
    assertThat(runs).extracting(run -> run.result().text()).containsExactly("\"well\"", "", "");
    assertThat(runs).allMatch(run -> !run.ran().isZero() && run.started().isBefore(run.at()));
    assertThat(runs.get(0).at()).isEqualTo(row(stint, task).finished().orElseThrow());
    assertThat(run(stint, task).failure().orElseThrow().message()).isEqualTo("no 1");
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
        .allMatch(s -> s.result().name().equals("DONE"));
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

    assertThat(stint.ask().history(task, 10, 0)).isEmpty();
    assertThat(status(stint, task)).isEqualTo(TaskStatus.FAILED);
    assertThat(run(stint, task).failure().orElseThrow().message()).isEqualTo("no 2");
    assertThat(stint.clean().clean(history)).isZero();
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
