package dev.stint.jdbc;

import dev.stint.application.contract.StoreFixture;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.Stores;
import dev.stint.domain.TaskId;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** A database with Stint's tables, on a stepped clock. */
abstract class JdbcFixture implements StoreFixture {

  private static final List<String> TABLES =
      List.of(
          "stint_task",
          "stint_finished",
          "stint_key",
          "stint_worker",
          "stint_message",
          "stint_attempt",
          "stint_set_aside",
          "stint_mutex",
          "stint_wait",
          "stint_serial",
          "stint_turn",
          "stint_register");

  final JdbcStores jdbc;
  private final AtomicLong micros = new AtomicLong(1_795_219_200_000_000L);
  private final Stores stores;

  JdbcFixture(JdbcStores opened) {
    this.jdbc = opened.on(micros::get);
    this.stores = jdbc.stores();
  }

  /**
   * Empties the tables, where many tests share them.
   *
   * @param more tables that only this database has
   */
  final void empty(String... more) {
    jdbc.database()
        .change(
            h ->
                Stream.concat(TABLES.stream(), Stream.of(more))
                    .mapToInt(t -> h.execute("delete from " + t))
                    .sum());
  }

  @Override
  public Stores stores() {
    return stores;
  }

  @Override
  public Mutexes mutexes() {
    return jdbc.mutexes();
  }

  @Override
  public void writeAsOlder(TaskId finished) {
    for (String statement :
        List.of(
            "insert into stint_attempt (task, fence, sequence, at, status, attempt, ran,"
                + " failure_permanent, failure_kind, failure_message, failure_stack, worker, result)"
                + " select id, fence, sequence, finished, status, attempt, 5000, failure_permanent,"
                + " failure_kind, failure_message, failure_stack, worker, result"
                + " from stint_finished where id = :id and status = 'FAILED'",
            "update stint_finished set ran = null, records = null where id = :id")) {
      jdbc.database().change(h -> h.createUpdate(statement).bind("id", finished.value()).execute());
    }
  }

  @Override
  public void writeUnknown(TaskId task, Code code) {
    String set =
        switch (code) {
          case STATUS -> "status = 'FROZEN'";
          case PHASE -> "phase = 'WARPED'";
          case SIGNAL -> "pending_signal = 9";
          case LANE -> "lane = 7";
          case ENTRY -> "entry = 'WINDOW'";
          case BLOCK -> "blocked = 'MOON'";
          case HELD_FROM -> "held_from = 'FROZEN'";
          case INTERRUPTION -> "interruption = 'METEOR'";
        };
    int rows =
        jdbc.database()
            .change(
                handle ->
                    handle
                        .createUpdate("update stint_task set " + set + " where id = :id")
                        .bind("id", task.value())
                        .execute());
    if (rows != 1) {
      throw new IllegalStateException("no task " + task);
    }
  }

  @Override
  public String everything() {
    StringBuilder all = new StringBuilder();
    for (String table : TABLES) {
      jdbc.database()
          .change(
              h ->
                  all.append(
                      String.join(
                          "\n",
                          h.createQuery("select * from " + table).map((rs, c) -> row(rs)).list())));
    }
    return all.toString();
  }

  /** A byte is a character; what is text is told in the bytes of UTF-8. */
  private static String row(ResultSet rs) throws SQLException {
    StringBuilder row = new StringBuilder();
    for (int i = 1; i <= rs.getMetaData().getColumnCount(); i++) {
      Object value = rs.getObject(i);
      byte[] bytes =
          value instanceof byte[] raw
              ? raw
              : String.valueOf(value).getBytes(StandardCharsets.UTF_8);
      row.append(new String(bytes, StandardCharsets.ISO_8859_1)).append(' ');
    }
    return row.toString();
  }

  @Override
  public Runnable copy() {
    run(t -> "create table copy_of_" + t + " as select * from " + t);
    return () -> {
      run(t -> "delete from " + t);
      run(t -> "insert into " + t + " select * from copy_of_" + t);
      run(t -> "drop table copy_of_" + t);
    };
  }

  private void run(UnaryOperator<String> statement) {
    TABLES.forEach(t -> jdbc.database().change(h -> h.execute(statement.apply(t))));
  }

  /** What a query of the database's own tables counts. */
  static int number(DataSource server, String query) {
    try (Connection connection = server.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void advance(Duration step) {
    micros.addAndGet(Row.micros(step));
  }
}
