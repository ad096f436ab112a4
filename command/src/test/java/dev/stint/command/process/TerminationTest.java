package dev.stint.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command, told to stop by a signal in the middle of an import. */
class TerminationTest {

  private static final String MAIN = "dev.stint.command.Main";
  private static final int LINES = 400_000;

  @TempDir Path dir;

  private WorkerProcess stint(String... words) throws IOException {
    String[] all = java.util.Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--store";
    all[words.length + 1] = url();
    return WorkerProcess.startMain(MAIN, dir, all);
  }

  private String url() {
    return "jdbc:sqlite:" + dir.resolve("stop.db");
  }

  private String ask(String sql) {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : "";
    } catch (SQLException e) {
      // The table is not there before the process made it.
      return "";
    }
  }

  private Path file() throws IOException {
    Path file = dir.resolve("big.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("id\n");
      for (int i = 1; i <= LINES; i++) {
        out.write(i + "\n");
      }
    }
    return file;
  }

  private void awaitRows() {
    WorkerProcess.await("the first rows", () -> !ask("select 1 from big limit 1").isEmpty());
  }

  /** Not by SIGINT, which takes the same way: a build in the background hands it down ignored. */
  @Test
  void work_that_is_told_to_stop_hands_back_and_exits_with_0() throws Exception {
    String arguments =
        "{\"file\":\"%s\",\"table\":\"big\",\"append\":false,\"replace\":false}".formatted(file());
    try (WorkerProcess request = stint("request", "csv.import", "--args", arguments)) {
      assertThat(request.exit()).isZero();
    }
    try (WorkerProcess work = stint("work")) {
      awaitRows();
      work.signal("TERM");

      assertThat(work.exit()).as("%s", work.said()).isZero();
    }
    assertThat(ask("select status || ' ' || attempt || ' ' || losses from stint_task"))
        .isEqualTo("YIELDED 0 0");
    assertThat(ask("select count(*) from stint_worker")).isEqualTo("0");
  }

  @Test
  void an_import_that_is_told_to_stop_says_how_to_go_on_and_exits_with_5() throws Exception {
    try (WorkerProcess load = stint("import", file().toString())) {
      awaitRows();
      load.signal("TERM");

      assertThat(load.exit()).as("%s", load.said()).isEqualTo(5);
      assertThat(load.said()).anyMatch(w -> w.contains("go on with: ./stint run --until-done"));
    }
    try (WorkerProcess rest = stint("run", "--until-done")) {
      assertThat(rest.exit()).as("%s", rest.said()).isZero();
    }
    assertThat(ask("select count(distinct id) from big")).isEqualTo(String.valueOf(LINES));
  }
}
