package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pins the plan of each statement that runs for every task: one index, no scan of the table, no
 * comparing of rows times rows (rows times the few lines of a worker may be); with statistics taken
 * when the table was empty and when it was full, with the plan for these values and with the plan
 * for any.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresPlanTest {

  private static final int ROWS = 20_000;
  private static final int BATCH = 500;
  private static final Pattern ROWS_TIMES_ROWS = Pattern.compile("Join Filter: (?!.*\\bline_\\d)");
  private static final Pattern NAME = Pattern.compile("(?<!:):([a-zA-Z]+)");
  private static final String WORKER = "'00000000-0000-7000-8000-000000000001'";
  private static final Map<String, String> TYPES = types();

  private final Statements statements = new Statements(Dialects.POSTGRESQL);

  static Stream<Arguments> statements() {
    return Stream.of(false, true)
        .flatMap(
            full ->
                Stream.of("force_custom_plan", "force_generic_plan")
                    .flatMap(
                        mode ->
                            Stream.of(
                                Arguments.of(full, mode, "claim", "stint_task_ready"),
                                Arguments.of(full, mode, "claim_lines", "stint_task_ready"),
                                Arguments.of(full, mode, "claimed_these", "stint_task_pkey"),
                                Arguments.of(
                                    full, mode, "interactive_in_lines", "stint_task_ready"),
                                Arguments.of(full, mode, "lines", "stint_task_ready"),
                                Arguments.of(full, mode, "upkeep", "stint_task_later"),
                                Arguments.of(full, mode, "upkeep", "stint_task_ready"),
                                Arguments.of(full, mode, "interactive_waiting", "stint_task_ready"),
                                Arguments.of(full, mode, "promote", "stint_task_later"),
                                Arguments.of(full, mode, "take_over", "stint_task_worker"),
                                Arguments.of(full, mode, "finish", "stint_task_pkey"),
                                Arguments.of(full, mode, "finish_bare", "stint_task_pkey"),
                                Arguments.of(full, mode, "grant", "stint_task_turn"),
                                Arguments.of(full, mode, "hand_on", "stint_task_turn"),
                                Arguments.of(full, mode, "tidy_keys", "stint_task_turn"),
                                Arguments.of(full, mode, "queue_up", "stint_task_pkey"),
                                Arguments.of(full, mode, "checkpoint", "stint_task_pkey"),
                                Arguments.of(full, mode, "release", "stint_task_pkey"),
                                Arguments.of(full, mode, "settle_live", "stint_task_pkey"),
                                Arguments.of(full, mode, "settle_same_due", "stint_task_pkey"),
                                Arguments.of(full, mode, "settle_over", "stint_task_pkey"))));
  }

  @BeforeAll
  void fill() {
    try (PostgresFixture fixture = new PostgresFixture()) {
      PostgresFixture.run("truncate stint_task");
      PostgresFixture.run("alter table stint_task set (autovacuum_enabled = false)");
      PostgresFixture.run("vacuum analyze stint_task");
      PostgresFixture.run(rows());
      PostgresFixture.run(
          "insert into stint_serial select 'key ' || i, gen_random_uuid()"
              + " from generate_series(1, 20000) i");
      PostgresFixture.run("analyze stint_serial");
    }
  }

  @AfterAll
  void empty() {
    PostgresFixture.run("truncate stint_task");
    PostgresFixture.run("truncate stint_serial");
    PostgresFixture.run("alter table stint_task reset (autovacuum_enabled)");
  }

  private static String rows() {
    return """
    insert into stint_task
    select (lpad(to_hex(i), 8, '0') || '-0000-7000-8000-000000000000')::uuid, 'default', 'plan',
           1, 0, 1, '\\x2261', '', '', null, null, null, null, null,
           case when i %% 40 = 0 then 'RUNNING' else 'PENDING' end, 'NONE', 0, 'START', '', 0, 0,
           0, 0, null, null, null, null, null, null, null, 1, 0,
           case when i %% 40 = 0 then %s::uuid end, null, null, 0, i, 1,
           case when i %% 40 = 0 then 0 when i %% 2 = 1 then 3 else 1 end, i, null, 0, 0, '', ''
      from generate_series(1, %d) i
    """
        .formatted(WORKER, ROWS);
  }

  @ParameterizedTest(name = "{2} by {3}, {1}, full statistics: {0}")
  @MethodSource("statements")
  void a_hot_statement_goes_by_its_one_index(boolean full, String mode, String name, String index)
      throws SQLException {
    String plan = plan(full, mode, statements.get(name));

    assertThat(plan)
        .contains(index)
        .doesNotContain("Seq Scan on stint_task")
        .doesNotContainPattern(ROWS_TIMES_ROWS);
    if (!index.equals("stint_task_worker")) {
      assertThat(plan).doesNotContain("stint_task_worker");
    }
  }

  private String plan(boolean full, String mode, String sql) throws SQLException {
    try (Connection connection = PostgresFixture.server().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      if (full) {
        statement.execute("analyze stint_task");
      }
      statement.execute("set local plan_cache_mode = " + mode);
      Map<String, Integer> places = places(sql);
      statement.execute(
          "prepare hot%s as %s".formatted(join(places, TYPES), positional(sql, places)));
      String plan =
          lines(statement, "explain (costs off) execute hot%s".formatted(join(places, values())));
      statement.execute("deallocate hot");
      connection.rollback();
      return plan;
    }
  }

  private static String lines(Statement statement, String sql) throws SQLException {
    StringBuilder lines = new StringBuilder();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        lines.append(rows.getString(1)).append('\n');
      }
    }
    return lines.toString();
  }

  private static Map<String, Integer> places(String sql) {
    Map<String, Integer> places = new java.util.LinkedHashMap<>();
    Matcher names = NAME.matcher(code(sql));
    while (names.find()) {
      places.putIfAbsent(names.group(1), places.size() + 1);
    }
    return places;
  }

  private static String positional(String sql, Map<String, Integer> places) {
    return NAME.matcher(code(sql)).replaceAll(m -> "\\$" + places.get(m.group(1)));
  }

  /** The statement without its comment. */
  private static String code(String sql) {
    return sql.lines().filter(l -> !l.startsWith("--")).collect(Collectors.joining("\n"));
  }

  private static String join(Map<String, Integer> places, Map<String, String> words) {
    return places.keySet().stream()
        .map(name -> words.getOrDefault(name, words.get("")))
        .collect(
            Collectors.joining(", ", places.isEmpty() ? "" : "(", places.isEmpty() ? "" : ")"));
  }

  private static Map<String, String> types() {
    Map<String, String> types = new TreeMap<>();
    types.put("", "bigint");
    Stream.of("worker", "lost", "reaper", "id", "firstId", "lastId")
        .forEach(n -> types.put(n, "uuid"));
    Stream.of("position", "none", "newArguments", "newResult").forEach(n -> types.put(n, "bytea"));
    Stream.of(
            "readyState",
            "first",
            "last",
            "rank",
            "lane",
            "signal",
            "tombstone",
            "failurePermanent")
        .forEach(n -> types.put(n, "smallint"));
    Stream.of(
            "action",
            "attempt",
            "losses",
            "hookDeaths",
            "idleYields",
            "limit",
            "suspects",
            "records")
        .forEach(n -> types.put(n, "integer"));
    Stream.of(
            "queue",
            "type",
            "status",
            "phase",
            "phases",
            "entry",
            "heldFrom",
            "blocked",
            "interruption",
            "failureKind",
            "failureMessage",
            "failureStack",
            "progressText")
        .forEach(n -> types.put(n, "text"));
    types.put("ids", "uuid[]");
    types.put("rans", "bigint[]");
    types.put("aside", "uuid[]");
    types.put("freed", "uuid[]");
    types.put("names", "text[]");
    types.put("queues", "text[]");
    types.put("types", "text[]");
    types.put("limits", "integer[]");
    return types;
  }

  private static Map<String, String> values() {
    Map<String, String> values = new TreeMap<>();
    TYPES.forEach((name, type) -> values.put(name, type.matches("text|bytea") ? "null" : "1"));
    Stream.of("worker", "lost", "reaper", "firstId", "lastId").forEach(n -> values.put(n, WORKER));
    values.put("id", "'00000028-0000-7000-8000-000000000000'");
    values.put("aside", "'{}'");
    values.put("freed", "'{}'");
    values.put("names", "'{a,b,c}'");
    values.put("queue", "'default'");
    values.put("type", "'plan'");
    values.put("status", "'SUCCEEDED'");
    values.put("phases", "'EXECUTING'");
    values.put("queues", "'{default}'");
    values.put("types", "'{plan}'");
    values.put("limits", "'{%d}'".formatted(BATCH));
    values.put("limit", String.valueOf(BATCH));
    values.put(
        "ids",
        IntStream.rangeClosed(1, BATCH)
            .mapToObj(i -> String.format("%08x-0000-7000-8000-000000000000", i * 40))
            .collect(Collectors.joining(",", "'{", "}'")));
    values.put(
        "rans",
        IntStream.rangeClosed(1, BATCH)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(",", "'{", "}'")));
    return values;
  }
}
