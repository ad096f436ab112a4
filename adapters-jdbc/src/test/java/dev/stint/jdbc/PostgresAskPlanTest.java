package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.spi.Stores;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskFilter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class PostgresAskPlanTest extends JdbcAskPlanContract {

  private static final TaskFilter FAILED =
      new TaskFilter(
          Set.of(TaskStatus.FAILED),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          50);

  private final PostgresFixture opened = new PostgresFixture();

  @Override
  DataSource database() {
    opened.close();
    return PostgresFixture.server();
  }

  @Override
  Dialect dialect() {
    return Dialects.POSTGRESQL;
  }

  @Override
  String numbers(int most) {
    return "generate_series(1, %d) n (i)".formatted(most);
  }

  @Override
  String id() {
    return "cast(lpad(to_hex(i), 8, '0') || '-0000-7000-8000-000000000000' as uuid)";
  }

  @Override
  String none() {
    return "cast('' as bytea)";
  }

  @Override
  String analyze(String table) {
    return "vacuum analyze " + table;
  }

  @Override
  String explain(String statement) {
    return "explain (costs off) " + statement;
  }

  @Override
  Map<String, String> plans() {
    return partial();
  }

  @Override
  String wholeTable() {
    return "Seq Scan|Bitmap";
  }

  /** Of each place it reads the first ids in the index, and the rows of one page in all. */
  @Test
  void a_page_by_status_reads_no_more_rows_than_it_has() throws Exception {
    long before = rowsRead();

    assertThat(stores().queries().list(FAILED)).hasSize(FAILED.limit());

    // The server tells when the connection that read is gone. To find the places reads one row
    // each.
    await().atMost(Duration.ofSeconds(60)).until(() -> rowsRead() >= before + FAILED.limit());
    assertThat(rowsRead() - before).isLessThan(2L * FAILED.limit());
  }

  private static Stores stores() {
    return JdbcStores.of(PostgresFixture.server(), Duration.ofSeconds(10)).stores();
  }

  private static long rowsRead() throws SQLException {
    try (Connection connection = PostgresFixture.server().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select idx_tup_fetch from pg_stat_user_tables where relname = 'stint_finished'")) {
      row.next();
      return row.getLong(1);
    }
  }
}
