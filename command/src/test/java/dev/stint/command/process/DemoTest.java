package dev.stint.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the first command of the README says while it runs is true when it says it. */
class DemoTest {

  private static final String MAIN = "dev.stint.command.Main";

  @TempDir Path dir;

  private String url() {
    return "jdbc:sqlite:" + dir.resolve("demo.db");
  }

  private WorkerProcess stint(String... words) throws IOException {
    return WorkerProcess.startMain(MAIN, dir, dir, words);
  }

  @Test
  void killed_as_soon_as_it_says_that_it_may_be_it_goes_on() throws Exception {
    try (WorkerProcess demo = stint("demo", "--store", url())) {
      WorkerProcess.await(
          "the words that it may be killed",
          () -> demo.said().stream().anyMatch(line -> line.contains("at any moment")));
      demo.signal("KILL");
    }

    try (WorkerProcess run = stint("run", "--until-done", "--store", url())) {
      assertThat(run.exit()).isZero();
      // JDKs from 24 on warn of it; ./stint allows what they warn of besides.
      assertThat(run.said()).noneMatch(line -> line.contains("sun.misc.Unsafe"));
    }

    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select count(*), count(distinct order_id) from orders")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(100_000);
      assertThat(rows.getInt(2)).isEqualTo(100_000);
    } catch (SQLException e) {
      throw new AssertionError("the table is not there: " + e.getMessage(), e);
    }
  }
}
