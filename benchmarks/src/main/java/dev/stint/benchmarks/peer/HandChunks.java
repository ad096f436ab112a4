package dev.stint.benchmarks.peer;

import com.zaxxer.hikari.HikariDataSource;
import dev.stint.benchmarks.harness.Arguments;
import dev.stint.benchmarks.harness.Tally;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Copies rows by hand: a fixed number in each transaction, together with a cursor. */
final class HandChunks implements Peer {

  private final HikariDataSource pool;
  private final int size;

  HandChunks(Arguments arguments) {
    this.pool = Pool.of(arguments.with("pool", 2));
    this.size = arguments.number("size", 5_000);
  }

  @Override
  public String about() {
    return "one thread, " + size + " rows and the cursor a transaction";
  }

  @Override
  public void prepare() {}

  @Override
  public void fill(int from, int to) throws SQLException {
    ChunkRows.fill(pool, to);
  }

  @Override
  public void ask() {}

  @Override
  public void request(int number) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void work(Tally tally) {
    new Thread(() -> loop(tally), "by hand").start();
  }

  private void loop(Tally tally) {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      while (chunk(connection, tally)) {
        connection.commit();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean chunk(Connection connection, Tally tally) throws SQLException {
    long after;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select after from hand_cursor for update")) {
      rows.next();
      after = rows.getLong(1);
    }
    List<ChunkRows.Row> rows = ChunkRows.next(connection, after, size);
    if (rows.isEmpty()) {
      return false;
    }
    ChunkRows.copy(connection, rows);
    rows.forEach(row -> tally.ran((int) row.id()));
    try (PreparedStatement update =
        connection.prepareStatement("update hand_cursor set after = ?")) {
      update.setLong(1, rows.get(rows.size() - 1).id());
      update.execute();
    }
    return true;
  }

  @Override
  public void close() {
    pool.close();
  }
}
