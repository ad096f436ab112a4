package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.command.process.MariadbProcess;
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
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command on MariaDB. */
class MariadbCommandTest {

  @SuppressWarnings("NullAway.Init")
  private static MariadbProcess mariadb;

  @TempDir Path dir;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void start() {
    mariadb = MariadbProcess.start();
  }

  @AfterAll
  static void stop() {
    mariadb.close();
  }

  private int stint(String... words) {
    CommandLine command = Main.commandLine(Display.ofProcess(), words);
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    List<String> all = new ArrayList<>(List.of(words));
    if (!all.contains("--store")) {
      all.addAll(List.of("--store", mariadb.url()));
    }
    return command.execute(all.toArray(String[]::new));
  }

  private String file(String content) throws IOException {
    return Files.writeString(Files.createTempFile(dir, "some", ".csv"), content).toString();
  }

  private static String ask(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(mariadb.url());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static String lines(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining("\n", "id\n", "\n"));
  }

  @Test
  void an_import_loads_every_row_whatever_its_columns_are_called() throws Exception {
    String file = file("select,na`me\nRex,dög\n\"Tom, the cat\",\"cat\nwith two lines\"\nIda,\n");

    assertThat(stint("import", file, "--into", "pets")).isZero();

    assertThat(ask("select count(*) from pets")).isEqualTo("3");
    assertThat(ask("select `na``me` from pets where `select` = 'Rex'")).isEqualTo("dög");
    assertThat(out.toString()).contains("\"rows\":3");
  }

  @Test
  void a_table_that_holds_rows_needs_append_or_replace() throws Exception {
    String file = file("name,kind\nRex,dog\n");
    assertThat(stint("import", file, "--into", "twice")).isZero();

    assertThat(stint("import", file, "--into", "twice")).isEqualTo(Exit.FAILED);
    assertThat(out.toString())
        .contains("table 'twice' holds rows already; say --append or --replace");
    assertThat(stint("import", file, "--into", "twice", "--append")).isZero();
    assertThat(ask("select count(*) from twice")).isEqualTo("2");
    assertThat(stint("import", file, "--into", "twice", "--replace")).isZero();
    assertThat(ask("select count(*) from twice")).isEqualTo("1");
    assertThat(stint("import", file("name,colour\nRex,brown\n"), "--into", "twice", "--append"))
        .isEqualTo(Exit.FAILED);
    assertThat(out.toString()).contains("table 'twice' has no column colour");
  }

  @Test
  void of_imports_that_meet_each_loads_all_of_its_lines_or_none() throws Exception {
    assertThat(stint("migrate")).isZero();
    List<CompletableFuture<Integer>> loads = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String file = file(lines(i * 10_000 + 1, (i + 1) * 10_000));
      loads.add(
          CompletableFuture.supplyAsync(
              () -> stint("import", file, "--into", "met", "--append"),
              work -> new Thread(work).start()));
    }
    long done = loads.stream().map(CompletableFuture::join).filter(exit -> exit == 0).count();

    assertThat(done).isPositive();
    assertThat(ask("select concat(count(*), ' ', count(distinct id)) from met"))
        .isEqualTo(done * 10_000 + " " + done * 10_000);
  }

  @Test
  void tasks_are_requested_run_shown_listed_steered_and_cleaned() throws Exception {
    assertThat(stint("request", "csv.import", "--args", "{\"file\":\"/no/such.csv\"}"))
        .isEqualTo(Exit.REFUSED);
    assertThat(stint("list")).isZero();
    assertThat(stint("health")).isZero();
    assertThat(out.toString()).contains("mysql");
    assertThat(stint("clean", "--dry-run")).isZero();
    assertThat(stint("run", "--exclusive")).isZero();
  }

  @Test
  void nobody_there_is_one_sentence_and_the_exit_code_of_a_store() {
    for (String kind : List.of("mariadb", "mysql")) {
      String url = "jdbc:" + kind + "://127.0.0.1:1/stint?user=root";
      assertThat(stint("list", "--store", url)).as(kind).isEqualTo(Exit.STORE);
    }
    assertThat(err.toString()).startsWith("stint: the store cannot be used: ").hasLineCount(2);
  }

  @Test
  void every_character_of_unicode_is_loaded_whatever_the_server_is_set_to() throws Exception {
    try (Connection connection = DriverManager.getConnection(mariadb.url());
        Statement statement = connection.createStatement()) {
      statement.execute("alter database character set latin1");
    }
    assertThat(ask("select @@character_set_database")).isEqualTo("latin1");

    assertThat(stint("import", file("text\nRex\nžluťoučký kůň\nこんにちは\n😀\n"), "--into", "uni"))
        .isZero();

    assertThat(ask("select group_concat(text order by line_number) from uni"))
        .isEqualTo("Rex,žluťoučký kůň,こんにちは,😀");
    assertThat(out.toString()).contains("\"setAside\":0");
  }

  @Test
  void what_mariadb_cannot_have_is_refused_at_once_in_one_sentence() throws Exception {
    String wide =
        IntStream.range(0, 500).mapToObj(i -> "c" + i).collect(Collectors.joining(",")) + "\n";
    refused(file(wide + wide), "wide", "names 500 columns, more than it has room for");
    refused(file("id,😀\n1,2\n"), "emoji", "column '😀' holds a character beyond U+FFFF");
    refused(file("id\n1\n"), "t😀", "table 't😀' holds a character beyond U+FFFF");
    refused(file("\uFEFF"), "bom", "holds nothing but a byte order mark");
  }

  private void refused(String file, String table, String why) {
    out.getBuffer().setLength(0);
    assertThat(stint("import", file, "--into", table)).isEqualTo(Exit.FAILED);
    assertThat(out.toString().lines().skip(1).toList())
        .singleElement()
        .asString()
        .contains(why)
        .contains("ended FAILED");
  }
}
