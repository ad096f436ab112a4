package dev.stint.command.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Which row of the seeds' table is shown by which test, on which store, from the tests themselves.
 * Run with {@code -Dstint.docs.write=true} to write the table anew.
 */
class SeedsDocTest {

  private static final int ROWS = 95;
  private static final Path PAGE = Path.of("../docs/seeds.md");
  private static final Path NAMES = Path.of("src/test/resources/seed-rows.txt");
  private static final Path REPORTS = Path.of("target/surefire-reports");
  private static final String BEGIN = "<!-- rows: begin -->\n";
  private static final String END = "<!-- rows: end -->";
  private static final Pattern ROW = Pattern.compile("row_(\\d+)_(\\w+)");
  private static final Pattern CASE =
      Pattern.compile("<testcase name=\"(row_\\d+_\\w+)\" classname=\"([^\"]+)\"[^>]*?(/?)>");

  /** The suites, each with the store whose name it bears. */
  private static final Map<RowStore, Class<?>> SUITES =
      Map.of(
          RowStore.MEMORY, MemoryRowsTest.class,
          RowStore.SQLITE, SqliteRowsTest.class,
          RowStore.POSTGRES, PostgresRowsTest.class,
          RowStore.MARIADB, MariadbRowsTest.class,
          RowStore.REDIS, RedisRowsTest.class,
          RowStore.MONGO, MongoRowsTest.class);

  @Test
  void the_table_in_the_docs_says_what_is_tested() throws IOException {
    String text = Files.readString(PAGE);
    int from = text.indexOf(BEGIN) + BEGIN.length();
    String wanted = text.substring(0, from) + table() + text.substring(text.indexOf(END));
    if (Boolean.getBoolean("stint.docs.write")) {
      Files.writeString(PAGE, wanted);
    }
    assertThat(text).contains(BEGIN, END);
    assertThat(Files.readString(PAGE)).isEqualTo(wanted);
  }

  @Test
  void every_store_runs_every_test_of_every_row() {
    Set<String> memory = tests(MemoryRowsTest.class).keySet();
    assertThat(memory).isNotEmpty();
    assertThat(SUITES).hasSize(RowStore.OF_EVERY_ROW.size());
    SUITES.values().forEach(suite -> assertThat(tests(suite).keySet()).isEqualTo(memory));
  }

  /** Reports of suites that this run has finished; whoever has none yet is not judged by it. */
  @Test
  void no_row_was_skipped_or_failed_in_the_reports_of_this_run() throws IOException {
    List<String> bad = new ArrayList<>();
    long started = ManagementFactory.getRuntimeMXBean().getStartTime();
    for (Class<?> suite : SUITES.values()) {
      Path report = REPORTS.resolve("TEST-" + suite.getName() + ".xml");
      if (Files.exists(report) && Files.getLastModifiedTime(report).toMillis() >= started) {
        // Another JVM's report may be half written.
        String text = Files.readString(report);
        Matcher cases = CASE.matcher(text.strip().endsWith("</testsuite>") ? text : "");
        while (cases.find()) {
          boolean plain = !cases.group(3).isEmpty();
          if (!plain && marked(text, cases.end())) {
            bad.add(cases.group(2) + "." + cases.group(1));
          }
        }
      }
    }
    assertThat(bad).isEmpty();
  }

  private static boolean marked(String report, int from) {
    String body = report.substring(from, report.indexOf("</testcase>", from));
    return Stream.of("<failure", "<error", "<skipped").anyMatch(body::contains);
  }

  private static String table() throws IOException {
    Map<Integer, Map<String, Set<RowStore>>> rows = rows();
    StringBuilder table = new StringBuilder("| # | row | seeds | shown by | stores |\n");
    table.append("|---|---|---|---|---|\n");
    List<String> names = Files.readAllLines(NAMES);
    assertThat(names).hasSize(ROWS);
    for (String name : names) {
      String[] cells = name.split("\\|", -1);
      Map<String, Set<RowStore>> tests = rows.getOrDefault(Integer.parseInt(cells[0]), Map.of());
      table.append(
          "| %s | %s | %s | %s | %s |\n"
              .formatted(cells[0], cells[1], cells[2], words(tests), stores(tests)));
    }
    long shown = rows.keySet().stream().filter(row -> row <= ROWS).count();
    return table.append("\n%d of %d rows are shown.\n".formatted(shown, ROWS)).toString();
  }

  private static String words(Map<String, Set<RowStore>> tests) {
    return tests.isEmpty() ? "not yet" : String.join("; ", tests.keySet());
  }

  private static String stores(Map<String, Set<RowStore>> tests) {
    Set<RowStore> all = EnumSet.copyOf(RowStore.OF_EVERY_ROW);
    tests.values().forEach(all::retainAll);
    if (tests.isEmpty()) {
      return "–";
    }
    if (REFUSED.containsAll(tests.keySet())) {
      return "%s; refused: %s".formatted(titles(true), titles(false));
    }
    return all.size() == RowStore.OF_EVERY_ROW.size()
        ? "all six"
        : all.stream().map(RowStore::title).collect(Collectors.joining(", "));
  }

  private static String titles(boolean transactions) {
    return RowStore.OF_EVERY_ROW.stream()
        .filter(store -> store.transactions() == transactions)
        .map(RowStore::title)
        .collect(Collectors.joining(", "));
  }

  /** The sentences of tests that stores without transactions refuse. */
  private static final Set<String> REFUSED =
      methods(MemoryRowsTest.class)
          .filter(m -> m.isAnnotationPresent(RefusedWithoutTransactions.class))
          .map(m -> sentence(m.getName()))
          .collect(Collectors.toUnmodifiableSet());

  /** By row and by the test's words: the stores that run it. */
  private static Map<Integer, Map<String, Set<RowStore>>> rows() {
    Map<Integer, Map<String, Set<RowStore>>> rows = new TreeMap<>();
    SUITES.forEach(
        (store, suite) ->
            tests(suite)
                .forEach(
                    (test, row) ->
                        rows.computeIfAbsent(row, r -> new TreeMap<>())
                            .computeIfAbsent(sentence(test), t -> EnumSet.noneOf(RowStore.class))
                            .add(store)));
    return rows;
  }

  private static String sentence(String test) {
    Matcher parts = ROW.matcher(test);
    return parts.matches() ? parts.group(2).replace('_', ' ').toLowerCase(Locale.ROOT) : test;
  }

  /** The tests of a suite's themes, with the row that each one's name says. */
  private static Map<String, Integer> tests(Class<?> suite) {
    Map<String, Integer> tests = new TreeMap<>();
    methods(suite)
        .map(Method::getName)
        .filter(name -> ROW.matcher(name).matches())
        .forEach(name -> tests.put(name, number(name)));
    return tests;
  }

  private static Stream<Method> methods(Class<?> suite) {
    return Stream.of(suite.getDeclaredClasses())
        .filter(theme -> theme.isAnnotationPresent(Nested.class))
        .flatMap(theme -> Stream.of(theme.getSuperclass().getDeclaredMethods()))
        .filter(method -> method.isAnnotationPresent(Test.class));
  }

  private static int number(String test) {
    Matcher parts = ROW.matcher(test);
    return parts.matches() ? Integer.parseInt(parts.group(1)) : 0;
  }
}
