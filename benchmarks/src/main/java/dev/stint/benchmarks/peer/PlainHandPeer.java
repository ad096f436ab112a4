package dev.stint.benchmarks.peer;

import dev.stint.benchmarks.harness.Arguments;
import dev.stint.benchmarks.harness.Tally;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one would write by hand on SQLite or MariaDB: one thread that claims a batch in a
 * transaction, runs it, and deletes it or marks it finished in another.
 */
final class PlainHandPeer implements Peer {

  private static final int BATCH = 1_000;
  private static final long POLL_NANOS = 100_000_000;

  private final String url;
  private final boolean sqlite;
  private final boolean kept;
  private final ThreadLocal<Connection> own = new ThreadLocal<>();
  private final List<Connection> connections = new ArrayList<>();
  private @Nullable Thread worker;
  private volatile boolean stopped;

  PlainHandPeer(Arguments arguments) {
    this.url = arguments.text("url");
    this.sqlite = url.startsWith("jdbc:sqlite:");
    this.kept = arguments.text("finished", "deleted").equals("kept");
  }

  @Override
  public String about() {
    return "one thread, batch="
        + BATCH
        + ", select, update and commit, then "
        + (kept ? "update" : "delete");
  }

  /** One for each thread. */
  private Connection connection() throws SQLException {
    Connection connection = own.get();
    if (connection == null) {
      connection = open();
      own.set(connection);
    }
    return connection;
  }

  private Connection open() throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    if (sqlite) {
      execute(connection, "pragma journal_mode = wal");
      execute(connection, "pragma synchronous = full");
      execute(connection, "pragma busy_timeout = 10000");
    }
    synchronized (connections) {
      connections.add(connection);
    }
    return connection;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void prepare() throws SQLException {
    String id = sqlite ? "integer primary key autoincrement" : "bigint auto_increment primary key";
    execute(
        connection(),
        "create table hand_task (id "
            + id
            + ", body varchar(200) not null,"
            + " due bigint not null default 0, worker varchar(40), finished bigint)");
    execute(connection(), "create index hand_task_due on hand_task (worker, finished, due, id)");
  }

  @Override
  public void fill(int from, int to) throws SQLException {
    Connection connection = connection();
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
        connection.prepareStatement("insert into hand_task (body) values (?)")) {
      for (int n = from; n < to; n++) {
        insert.setString(1, Tally.name(n));
        insert.addBatch();
        if (n % Pool.BULK == Pool.BULK - 1 || n == to - 1) {
          insert.executeBatch();
          connection.commit();
        }
      }
    }
    connection.setAutoCommit(true);
  }

  @Override
  public void ask() {}

  @Override
  public void request(int number) throws SQLException {
    try (PreparedStatement insert =
        connection().prepareStatement("insert into hand_task (body) values (?)")) {
      insert.setString(1, Tally.name(number));
      insert.execute();
    }
  }

  @Override
  public void work(Tally tally) {
    worker = new Thread(() -> loop(tally), "by hand");
    worker.start();
  }

  private void loop(Tally tally) {
    try {
      Connection connection = connection();
      while (!stopped) {
        Map<Long, String> batch = claim(connection);
        batch.values().forEach(tally::ran);
        if (batch.isEmpty()) {
          LockSupport.parkNanos(POLL_NANOS);
        } else {
          String end =
              kept ? "update hand_task set worker = null, finished = 1" : "delete from hand_task";
          execute(connection, end + " where id in (" + list(batch) + ")");
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<Long, String> claim(Connection connection) throws SQLException {
    execute(connection, sqlite ? "begin immediate" : "begin");
    Map<Long, String> batch = new TreeMap<>();
    try (Statement select = connection.createStatement();
        ResultSet rows =
            select.executeQuery(
                "select id, body from hand_task where worker is null and finished is null"
                    + " and due <= 1 order by due, id limit "
                    + BATCH
                    + (sqlite ? "" : " for update skip locked"))) {
      while (rows.next()) {
        batch.put(rows.getLong(1), rows.getString(2));
      }
    }
    if (!batch.isEmpty()) {
      execute(connection, "update hand_task set worker = 'me' where id in (" + list(batch) + ")");
    }
    execute(connection, "commit");
    return batch;
  }

  private static String list(Map<Long, String> batch) {
    return batch.keySet().stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  @Override
  public void close() throws Exception {
    stopped = true;
    if (worker != null) {
      worker.join();
    }
    synchronized (connections) {
      for (Connection connection : connections) {
        connection.close();
      }
    }
  }
}
