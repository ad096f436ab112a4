package dev.stint.benchmarks.peer;

import com.zaxxer.hikari.HikariDataSource;
import dev.stint.benchmarks.harness.Arguments;
import dev.stint.benchmarks.harness.Tally;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * What one would write by hand on PostgreSQL: one thread that claims a batch for a while, runs it,
 * and deletes it or marks it finished; told of new tasks by NOTIFY.
 */
final class HandPeer implements Peer {

  private static final int BATCH = 1_000;
  private static final int POLL_MILLIS = 1_000;

  private static final String TABLE =
      """
      create table hand_task (
        id bigint generated always as identity primary key, body text not null,
        due timestamptz not null default now(), worker text, lease timestamptz,
        finished timestamptz);
      create index hand_task_due on hand_task (due, id) where worker is null and finished is null;
      create index hand_task_lease on hand_task (lease) where worker is not null
      """;
  private static final String INSERT = "insert into hand_task (body) select unnest(?::text[])";
  private static final String INSERT_ONE = "insert into hand_task (body) values (?)";
  private static final String INSERT_AND_TELL =
      """
      with one as (insert into hand_task (body) values (?) returning id)
      select pg_notify('hand_task', '') from one
      """;
  private static final String CLAIM =
      """
      update hand_task set worker = ?, lease = now() + interval '1 minute'
      where id in (
        select id from hand_task
        where worker is null and finished is null and due <= now()
        order by due, id limit ? for update skip locked)
      returning id, body
      """;
  private static final String DELETE = "delete from hand_task where id = any(?)";
  private static final String FINISH =
      "update hand_task set worker = null, lease = null, finished = now() where id = any(?)";

  private final HikariDataSource pool;
  private final boolean kept;
  private final boolean tells;
  private @Nullable Thread worker;
  private volatile boolean stopped;

  HandPeer(Arguments arguments) {
    this.pool = Pool.of(arguments.with("pool", Math.max(2, arguments.number("callers", 1))));
    this.tells = arguments.text("role").matches("pace|both");
    this.kept = arguments.text("finished", "deleted").equals("kept");
  }

  @Override
  public String about() {
    return "one thread, batch="
        + BATCH
        + ", update .. skip locked .. returning, then "
        + (kept ? "update" : "delete");
  }

  @Override
  public void prepare() throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(TABLE);
    }
  }

  @Override
  public void fill(int from, int to) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (int i = from; i < to; i += Pool.BULK) {
        List<String> bodies = new ArrayList<>();
        for (int n = i; n < Math.min(to, i + Pool.BULK); n++) {
          bodies.add(Tally.name(n));
        }
        insert.setArray(1, connection.createArrayOf("text", bodies.toArray()));
        insert.execute();
      }
    }
  }

  @Override
  public void fillLater(int count) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement insert = connection.createStatement()) {
      insert.execute(
          "insert into hand_task (body, due) select 'later', now() + interval '300 days'"
              + " from generate_series(1, "
              + count
              + ")");
    }
  }

  @Override
  public void ask() {}

  /** A bare insert that commits by itself, and tells nobody unless somebody may listen. */
  @Override
  public void request(int number) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      requestWithin(connection, number);
    }
  }

  @Override
  public void requestWithin(Connection transaction, int number) throws SQLException {
    try (PreparedStatement insert =
        transaction.prepareStatement(tells ? INSERT_AND_TELL : INSERT_ONE)) {
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
    try (Connection connection = pool.getConnection();
        PreparedStatement claim = connection.prepareStatement(CLAIM);
        PreparedStatement end = connection.prepareStatement(kept ? FINISH : DELETE);
        Statement listen = connection.createStatement()) {
      listen.execute("listen hand_task");
      claim.setString(1, "worker " + ProcessHandle.current().pid());
      claim.setInt(2, BATCH);
      while (!stopped) {
        List<Long> batch = new ArrayList<>();
        run(claim, tally, batch);
        if (batch.isEmpty()) {
          connection.unwrap(PGConnection.class).getNotifications(POLL_MILLIS);
        } else {
          Array ids = connection.createArrayOf("bigint", batch.toArray());
          end.setArray(1, ids);
          end.executeUpdate();
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void run(PreparedStatement claim, Tally tally, List<Long> batch)
      throws SQLException {
    try (ResultSet rows = claim.executeQuery()) {
      while (rows.next()) {
        batch.add(rows.getLong(1));
        tally.ran(rows.getString(2));
      }
    }
  }

  @Override
  public void close() throws Exception {
    stopped = true;
    if (worker != null) {
      worker.join();
    }
    pool.close();
  }
}
