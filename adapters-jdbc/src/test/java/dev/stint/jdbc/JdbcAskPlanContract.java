package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pins the plans of what people ask on tables of 100,000 rows: each statement goes by its index and
 * reads none of the tables. A scan of an index with a limit of 1, in its order, is a step.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JdbcAskPlanContract {

  private static final int ROWS = 100_000;
  private static final int LINES = 12;

  private static final Map<String, String> VALUES = new LinkedHashMap<>();

  static {
    VALUES.put(":readyState", "1");
    VALUES.put(":queue", "'default'");
    VALUES.put(":type", "'type-3'");
    VALUES.put(":lane", "1");
    VALUES.put(":status", "'FAILED'");
    VALUES.put(":limit", "201");
    VALUES.put(":below", "9223372036854775807");
    VALUES.put(":priority", "0");
    VALUES.put(":rank", "2");
  }

  abstract DataSource database() throws Exception;

  abstract Dialect dialect();

  /** A table of the numbers from 1 to {@code most}, in a column {@code i}. */
  abstract String numbers(int most);

  /** The id of a number. */
  abstract String id();

  /** Bytes that are none. */
  abstract String none();

  abstract String analyze(String table);

  abstract String explain(String statement);

  /** Statement, and the index by which it goes. */
  abstract Map<String, String> plans();

  /** What a plan says that reads a whole table. */
  abstract String wholeTable();

  final Map<String, String> partial() {
    Map<String, String> plans = new LinkedHashMap<>();
    plans.put("finished_places", "stint_finished_place");
    plans.put("parked_places", "stint_task_place");
    plans.put("ready_places", "stint_task_ready");
    plans.put("lines", "stint_task_ready");
    plans.put("count_finished", "stint_finished_place");
    plans.put("count_parked", "stint_task_place");
    plans.put("count_ready", "stint_task_ready");
    plans.put("count_held", "stint_task_worker");
    plans.put("depth", "stint_task_ready");
    plans.put("next_priority", "stint_task_ready");
    plans.put("oldest_ready", "stint_task_ready");
    plans.put("ready_beyond", "stint_task_ready");
    return plans;
  }

  @BeforeAll
  void fill() throws Exception {
    String shared =
        "%s, 'default', concat('type-', i %% %d), 1, 0, 1, %s, %s, %s, null, null, null, null, null"
            .formatted(id(), LINES, none(), none(), none());
    String run =
        ", 'NONE', 0, 'START', %s, 0, 0, 0, 0, null, null, null, null, null, null, null, 1, 0"
            .formatted(none());
    run(
        "insert into stint_task select "
            + shared
            + ", case when i % 1000 = 0 then 'RUNNING' when i % 499 = 0 then 'FAILING' else 'PENDING' end"
            + run
            + ", case when i % 1000 = 0 then "
            + id()
            + " end, null, null, 0, i, 1, case when i % 1000 = 0 then 0 when i % 2 = 0 then 3 else 1 end,"
            + " i, null, 0, 0, '', "
            + none()
            + ", 0 from "
            + numbers(ROWS));
    run(
        "insert into stint_finished select "
            + shared
            + ", case when i % 499 = 0 then 'FAILED' else 'SUCCEEDED' end"
            + run
            + ", null, null, null, 0, i, 1, 0, i, i, 0, 0, '', "
            + none()
            + ", i, i, 0, 5, 1 from "
            + numbers(ROWS));
    run(analyze("stint_task"));
    run(analyze("stint_finished"));
  }

  @AfterAll
  void empty() throws Exception {
    run("delete from stint_task");
    run("delete from stint_finished");
  }

  private void run(String sql) throws Exception {
    try (Connection connection = database().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  final java.util.Set<String> names() {
    return plans().keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void an_ask_goes_by_its_index(String name) throws Exception {
    String plan = plan(name);

    assertThat(plan).contains(plans().get(name)).doesNotContainPattern(wholeTable());
  }

  @Test
  void what_is_filled_in_is_what_is_counted() throws Exception {
    try (Connection connection = database().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(filled("count_finished"))) {
      rows.next();
      assertThat(rows.getInt(1)).isPositive();
    }
  }

  private String plan(String name) throws Exception {
    StringBuilder plan = new StringBuilder();
    try (Connection connection = database().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(explain(filled(name)))) {
      while (rows.next()) {
        plan.append(line(rows)).append('\n');
      }
    }
    return plan.toString();
  }

  private static String line(ResultSet rows) throws SQLException {
    StringBuilder line = new StringBuilder();
    for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
      line.append(rows.getString(column)).append(' ');
    }
    return line.toString();
  }

  private String filled(String name) {
    String text =
        Statements.of(dialect())
            .get(name)
            .lines()
            .filter(line -> !line.startsWith("--"))
            .collect(Collectors.joining("\n"));
    for (Map.Entry<String, String> value : VALUES.entrySet()) {
      text = text.replace(value.getKey(), value.getValue());
    }
    return text;
  }
}
