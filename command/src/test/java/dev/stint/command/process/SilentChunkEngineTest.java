package dev.stint.command.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.Config;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.contract.NumberWalk;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.task.HistoryRow;
import dev.stint.jdbc.JdbcStores;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A worker on PostgreSQL whose atomic chunks are silent until the server ends their transaction
 * (25P03): each costs an attempt that says why, and the retry policy says how it goes on.
 */
class SilentChunkEngineTest {

  private static final TaskType<String> WALK = TaskType.of("walk", String.class);
  private static final Duration LEASE = Duration.ofSeconds(2);
  private static final String WORDS = "the chunk said nothing to the database for 1000 ms";
  private static final int LAST = 3;

  private static TestPostgres server;
  private static String url;

  @BeforeAll
  static void start() throws Exception {
    server = TestPostgres.start();
    url = server.getJdbcUrl("postgres", "postgres");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  /** Walks 1 to 3; chunks of more items than {@code quick} are silent until they are ended. */
  private static final class Walk extends NumberWalk {
    private final int quick;

    Walk(int quick) {
      super(LAST);
      this.quick = quick;
    }

    @Override
    public void process(String name, List<Integer> items, ChunkContext context) throws Exception {
      Connection connection = context.transaction(Connection.class);
      try (PreparedStatement insert =
          connection.prepareStatement("insert into silent_effect values (?, ?)")) {
        for (int item : items) {
          insert.setString(1, name);
          insert.setInt(2, item);
          insert.executeUpdate();
        }
      }
      if (items.size() > quick) {
        int session = number(connection, "select pg_backend_pid()");
        await().atMost(Duration.ofMinutes(2)).until(() -> gone(session));
      }
    }
  }

  private static int number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getInt(1);
    }
  }

  private static boolean gone(int session) throws SQLException {
    try (Connection beside = DriverManager.getConnection(url)) {
      return number(beside, "select count(*) from pg_stat_activity where pid = " + session) == 0;
    }
  }

  /** How a task stands after one batch, its own errors, and the rows that it wrote. */
  private record Ended(Run run, List<String> errors, List<Integer> rows) {}

  private static Ended ended(String name, int quick, RetryPolicy retry) throws Exception {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      JdbcStores stores = JdbcStores.postgresql(pool, LEASE).migrate();
      execute("create table if not exists silent_effect (walk text, item integer)");
      Stint stint =
          Stint.on(stores.stores(), stores.mutexes())
              .config(Config.DEFAULT.lease(LEASE))
              .define(
                  TaskDefinition.of(WALK)
                      .then(
                          ActionDefinition.of("walk", new Walk(quick))
                              .maxSetAside(ActionDefinition.NO_SET_ASIDE)
                              .retry(retry)))
              .build();
      TaskId task = stint.tasks().request(WALK.with(name)).id();
      stint.batches().runBatch(Duration.ofMinutes(5));
      List<String> errors =
          stint.ask().history(task, 99, 0).stream()
              .map(HistoryRow::failure)
              .flatMap(Optional::stream)
              .map(Failure::message)
              .toList();
      return new Ended(stint.ask().find(task).orElseThrow().standing().run(), errors, rows(name));
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<Integer> rows(String name) throws SQLException {
    List<Integer> found = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement query =
            connection.prepareStatement(
                "select item from silent_effect where walk = ? order by item")) {
      query.setString(1, name);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getInt(1));
        }
      }
    }
    return found;
  }

  @Test
  void each_silence_is_a_recorded_attempt_and_smaller_chunks_go_on() throws Exception {
    Ended ended = ended("halved", 1, RetryPolicy.fixed(9, Duration.ZERO));

    assertThat(ended.run().status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(ended.rows()).containsExactly(1, 2, 3);
    assertThat(ended.errors())
        .isNotEmpty()
        .allMatch(words -> words.startsWith(WORDS) && words.lines().count() == 1);
  }

  @Test
  void what_is_always_silent_fails_after_its_last_attempt_and_leaves_nothing() throws Exception {
    Ended ended = ended("always", 0, RetryPolicy.fixed(2, Duration.ZERO));

    assertThat(ended.run().status()).isEqualTo(TaskStatus.FAILED);
    assertThat(ended.run().attempt()).isEqualTo(2);
    assertThat(ended.run().failure().orElseThrow().message()).startsWith(WORDS);
    assertThat(ended.rows()).isEmpty();
    // Smaller chunks were tried first, each at an attempt of its own.
    assertThat(ended.errors()).hasSizeGreaterThanOrEqualTo(3).allMatch(w -> w.startsWith(WORDS));
  }
}
