package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
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
  private static final List<String> TABLES =
      List.of("stint_task", "stint_finished", "stint_tombstones");
  private static final Pattern SCAN =
      Pattern.compile("Seq Scan on stint_(task|finished|tombstones)");
  private static final Pattern ROWS_TIMES_ROWS = Pattern.compile("Join Filter: (?!.*\\bline_\\d)");
  private static final Pattern NAME = Pattern.compile("(?<!:):([a-zA-Z]+)");
  private static final String WORKER = "'00000000-0000-7000-8000-000000000001'";
  private static final Map<String, String> TYPES = types();

  private final Statements statements = Statements.of(Dialects.POSTGRESQL);

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
                                Arguments.of(full, mode, "finish_alone", "stint_task_pkey"),
                                Arguments.of(full, mode, "finish_kept", "stint_task_pkey"),
                                Arguments.of(full, mode, "grant", "stint_task_turn"),
                                Arguments.of(full, mode, "hand_on", "stint_task_turn"),
                                Arguments.of(full, mode, "tidy_keys", "stint_task_turn"),
                                Arguments.of(full, mode, "queue_up", "stint_task_pkey"),
                                Arguments.of(full, mode, "checkpoint", "stint_task_pkey"),
                                Arguments.of(full, mode, "release", "stint_task_pkey"),
                                Arguments.of(full, mode, "settle_live", "stint_task_pkey"),
                                Arguments.of(full, mode, "settle_same_due", "stint_task_pkey"),
                                Arguments.of(full, mode, "settle_over", "stint_task_pkey"),
                                Arguments.of(full, mode, "judge", "stint_tombstones_last"),
                                Arguments.of(full, mode, "find", "stint_tombstones_last"),
                                Arguments.of(
                                    full, mode, "lock_tombstones", "stint_tombstones_last"))));
  }

  static Stream<Arguments> inserts() {
    return Stream.of(false, true)
        .flatMap(
            full ->
                Stream.of("force_custom_plan", "force_generic_plan")
                    .map(mode -> Arguments.of(full, mode)));
  }

  @BeforeAll
  void fill() {
    try (PostgresFixture fixture = new PostgresFixture()) {
      for (String table : TABLES) {
        PostgresFixture.run("truncate " + table);
        PostgresFixture.run("alter table " + table + " set (autovacuum_enabled = false)");
        PostgresFixture.run("vacuum analyze " + table);
        // To analyze an empty table leaves what was known of the rows that other tests had in it.
        PostgresFixture.run(
            "delete from pg_statistic where starelid = '%s'::regclass".formatted(table));
      }
      PostgresFixture.run(rows());
      PostgresFixture.run(finished());
      PostgresFixture.run(tombstones());
      PostgresFixture.run(
          "insert into stint_serial select 'key ' || i, gen_random_uuid()"
              + " from generate_series(1, 20000) i");
      PostgresFixture.run("analyze stint_serial");
    }
  }

  @AfterAll
  void empty() {
    for (String table : TABLES) {
      PostgresFixture.run("truncate " + table);
      PostgresFixture.run("alter table " + table + " reset (autovacuum_enabled)");
    }
    PostgresFixture.run("truncate stint_serial");
  }

  private String finished() {
    String columns = String.join(", ", Statements.part("columns").split(",\\s*"));
    return "insert into stint_finished (%1$s, finished, purge_at, tombstone) select %1$s, 1, i, 0 from stint_task, lateral (select due) as d (i)"
        .formatted(columns);
  }

  /** Of tasks before all others. */
  private static String tombstones() {
    return """
        insert into stint_tombstones
        select max(id::text)::uuid, min(id::text)::uuid, b, b, 'default', 'plan', 1, 0, 1, 'SUCCEEDED', 0, 1, 1, 1, %s::uuid,
               array_agg(id), array_agg(b), array_agg(b), array_agg(b)
          from (select i / 20 as b, ('00000000-' || lpad(to_hex(i), 4, '0') || '-7000-8000-000000000001')::uuid as id
                  from generate_series(1, %d) i) t
         group by b
        """
        .formatted(WORKER, ROWS);
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
        .doesNotContainPattern(SCAN)
        .doesNotContainPattern(ROWS_TIMES_ROWS);
    if (!index.equals("stint_task_worker")) {
      assertThat(plan).doesNotContain("stint_task_worker");
    }
  }

  @ParameterizedTest(name = "{1}, full statistics: {0}")
  @MethodSource("inserts")
  void fresh_tasks_are_stored_without_a_look_at_any_other(boolean full, String mode)
      throws SQLException {
    assertThat(insertPlan(full, mode, "insert_fresh")).doesNotContain("Scan on stint_", "Join");
    assertThat(insertPlan(full, mode, "insert_alike")).doesNotContain("Scan on stint_", "Join");
  }

  /** However many tasks are over. */
  @ParameterizedTest(name = "{1}, full statistics: {0}")
  @MethodSource("inserts")
  void the_ids_of_those_that_may_be_repeats_are_looked_up_one_by_one(boolean full, String mode)
      throws SQLException {
    assertThat(insertPlan(full, mode, "insert_these"))
        .contains("stint_finished_pkey", "stint_tombstones_last")
        .doesNotContainPattern(SCAN)
        .doesNotContainPattern(ROWS_TIMES_ROWS);
  }

  /** The statements of arrays are bound by place, and say their types themselves. */
  private String insertPlan(boolean full, String mode, String name) throws SQLException {
    AtomicInteger place = new AtomicInteger();
    String sql =
        Pattern.compile("\\?")
            .matcher(code(statements.get(name)))
            .replaceAll(m -> "\\$" + place.incrementAndGet());
    Matcher ids = Pattern.compile("\\$(\\d+)::uuid\\[\\]").matcher(sql);
    assertThat(ids.find()).isTrue();
    int at = Integer.parseInt(ids.group(1));
    String values =
        IntStream.rangeClosed(1, place.get())
            .mapToObj(i -> i == at ? values().get("ids") : "null")
            .collect(Collectors.joining(", "));
    return plan(full, mode, "prepare hot as " + sql, "(" + values + ")");
  }

  private String plan(boolean full, String mode, String sql) throws SQLException {
    Map<String, Integer> places = places(sql);
    String prepare = "prepare hot%s as %s".formatted(join(places, TYPES), positional(sql, places));
    return plan(full, mode, prepare, join(places, values()));
  }

  private String plan(boolean full, String mode, String prepare, String values)
      throws SQLException {
    try (Connection connection = PostgresFixture.server().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      if (full) {
        statement.execute("analyze stint_task, stint_finished, stint_tombstones");
      }
      statement.execute("set local plan_cache_mode = " + mode);
      statement.execute(prepare);
      String plan = lines(statement, "explain (costs off) execute hot%s".formatted(values));
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
    types.put("fences", "bigint[]");
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
    String numbers =
        IntStream.rangeClosed(1, BATCH)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(",", "'{", "}'"));
    values.put("rans", numbers);
    values.put("fences", numbers);
    return values;
  }
}
