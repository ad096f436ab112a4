package dev.stint.command.howto;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.jdbc.JdbcStores;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;

/** A database of its own for each test of a page of docs/how-to. */
abstract class HowTo {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  final HikariDataSource dataSource = pool(20);
  final JdbcStores database = JdbcStores.h2(dataSource).migrate();

  static HikariDataSource pool(int connections) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:howto" + NUMBER.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
    config.setMaximumPoolSize(connections);
    return new HikariDataSource(config);
  }

  @AfterEach
  void close() {
    dataSource.close();
  }

  final void sql(String statement) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement executed = connection.createStatement()) {
      executed.execute(statement);
    }
  }

  final long count(String from) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + from)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Passes, as from cron, until the task is over. */
  static TaskStatus over(Stint stint, TaskId task) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(120))
        .pollInSameThread()
        .until(
            () -> {
              stint.batches().runBatch(Duration.ofSeconds(60));
              return stint.ask().status(task).orElseThrow();
            },
            TaskStatus::finished);
  }
}
