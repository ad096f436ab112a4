package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.command.process.TestPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AppendTest {

  @TempDir Path dir;
  private Optional<String> server = Optional.empty();
  private final StringWriter said = new StringWriter();

  private int load(String table, String content, String... more) throws IOException {
    Path file = Files.createTempFile(dir, "some", ".csv");
    List<String> words =
        new ArrayList<>(List.of("import", Files.writeString(file, content).toString()));
    words.addAll(List.of("--into", table));
    words.addAll(List.of(more));
    return stint(words.toArray(String[]::new));
  }

  private int stint(String... words) {
    CommandLine command = Main.commandLine(Display.ofProcess(), words);
    PrintWriter writer = new PrintWriter(said);
    command.setOut(writer).setErr(writer);
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--store", url()));
    return command.execute(all.toArray(String[]::new));
  }

  private String url() {
    return server.orElse("jdbc:sqlite:" + dir.resolve("append.db"));
  }

  private String ask(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Test
  void appended_rows_join_those_that_are_there() throws Exception {
    assertThat(load("t", "id,name\n1,a\n2,b\n")).isZero();
    assertThat(load("t", "id,name\n3,c\n4,d\n", "--append")).isZero();
    assertThat(load("t", "id,name\n5,e\n", "--append")).isZero();

    assertThat(ask("select group_concat(id) from (select id from t order by line_number)"))
        .isEqualTo("1,2,3,4,5");
    assertThat(ask("select count(*) from stint_set_aside")).isEqualTo("0");
  }

  @Test
  void appended_rows_join_those_that_are_there_on_postgresql_too() throws Exception {
    try (TestPostgres postgres = TestPostgres.start()) {
      server = Optional.of(postgres.getJdbcUrl("postgres", "postgres"));
      assertThat(load("t", "id,Name\n1,a\n2,b\n")).isZero();
      assertThat(load("t", "id,Name\n3,c\n", "--append")).isZero();
      assertThat(load("t", "id,name\n4,d\n", "--append")).isEqualTo(Exit.FAILED);

      assertThat(ask("select string_agg(id, ',' order by line_number) from t")).isEqualTo("1,2,3");
    }
  }

  @Test
  void what_postgresql_cannot_have_is_refused_at_once_in_one_sentence() throws Exception {
    try (TestPostgres postgres = TestPostgres.start()) {
      server = Optional.of(postgres.getJdbcUrl("postgres", "postgres"));
      String wide =
          IntStream.range(0, 1_600).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
      for (String[] refused :
          new String[][] {
            {"id,ctid\n1,2\n", "column 'ctid' is one that every table has already"},
            {"xmax\n1\n", "column 'xmax' is one that every table has already"},
            {wide + "\n", "names 1600 columns, more than it has room for"},
            {"\uFEFF\r\nid\r\n1\r\n", "holds nothing but a byte order mark"}
          }) {
        said.getBuffer().setLength(0);
        assertThat(load("t", refused[0])).isEqualTo(Exit.FAILED);
        assertThat(said.toString().lines().skip(1).toList())
            .singleElement()
            .asString()
            .contains(refused[1]);
      }
      assertThat(load("t", "CTID,select,a b\n1,2,3\n")).isZero();
      assertThat(
              load(
                  "wide",
                  IntStream.range(0, 1_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","))
                      + "\n"
                      + "1,".repeat(999)
                      + "1\n"))
          .isZero();
    }
  }

  @Test
  void other_columns_than_the_table_has_fail_and_load_nothing() throws Exception {
    assertThat(load("t", "id,name\n1,a\n")).isZero();

    assertThat(load("t", "id,kind\n2,b\n", "--append")).isEqualTo(Exit.FAILED);

    assertThat(said.toString()).contains("table 't' has no column kind");
    assertThat(ask("select count(*) from t")).isEqualTo("1");
  }

  @Test
  void a_table_of_stints_own_is_refused_in_any_case_of_letters() throws Exception {
    assertThat(load("t", "id\n1\n")).isZero();

    assertThat(load("STINT_KEY", "id\n1\n", "--replace")).isEqualTo(Exit.USAGE);

    assertThat(said.toString()).contains("'STINT_KEY' cannot be a table's name");
    assertThat(ask("select count(*) from stint_key")).isEqualTo("0");
  }

  private static void apart(Runnable work) {
    new Thread(work).start();
  }

  private static String lines(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining("\n", "id\n", "\n"));
  }

  @Test
  void a_table_that_an_unfinished_import_loads_is_refused_to_a_second_one() throws Exception {
    Path first = Files.writeString(dir.resolve("first.csv"), lines(1, 60_000));
    assertThat(stint("migrate")).isZero();
    String arguments =
        "{\"file\":\"%s\",\"table\":\"t\",\"append\":true,\"replace\":false}".formatted(first);
    assertThat(stint("request", "csv.import", "--args", arguments)).isZero();
    do {
      assertThat(stint("run", "--for", "150ms", "--stint", "1ms")).isEqualTo(Exit.WORK_LEFT);
    } while (ask("select count(*) from sqlite_master where name = 't'").equals("0"));

    assertThat(load("T", lines(1, 3), "--append")).isEqualTo(Exit.FAILED);
    assertThat(load("t", lines(1, 3), "--replace")).isEqualTo(Exit.FAILED);

    assertThat(said.toString()).contains("table 'T' is being loaded by task ");
    stint("run", "--until-done");
    assertThat(ask("select count(*) || ' ' || count(distinct id) from t")).isEqualTo("60000 60000");
    assertThat(ask("select count(*) from stint_set_aside")).isEqualTo("0");
    assertThat(load("t", lines(60_001, 60_003), "--append")).isZero();
  }

  @Test
  void of_imports_that_meet_each_loads_all_of_its_lines_or_none() throws Exception {
    try (TestPostgres postgres = TestPostgres.start()) {
      server = Optional.of(postgres.getJdbcUrl("postgres", "postgres"));
      assertThat(stint("migrate")).isZero();
      List<CompletableFuture<Integer>> loads = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        String content = lines(i * 10_000 + 1, (i + 1) * 10_000);
        loads.add(CompletableFuture.supplyAsync(() -> loaded(content), AppendTest::apart));
      }
      long done = loads.stream().map(CompletableFuture::join).filter(exit -> exit == 0).count();

      assertThat(done).isPositive();
      assertThat(ask("select count(*) || ' ' || count(distinct id) from t"))
          .isEqualTo(done * 10_000 + " " + done * 10_000);
      assertThat(ask("select count(*) from stint_set_aside")).isEqualTo("0");
    }
  }

  private int loaded(String content) {
    try {
      return load("t", content, "--append");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
