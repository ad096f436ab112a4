package dev.stint.command.process;

import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.Config;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.TaskId;
import dev.stint.jdbc.JdbcStores;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * A host on an H2 file that is to be killed: it requests tasks and works on them, in the one
 * process that can have the file open, and says which ones were stored.
 */
final class H2Host {

  static final int ITEMS = 5;
  static final String STORED = "STORED ";
  static final Duration LEASE = Duration.ofSeconds(2);
  private static final TaskType<String> TYPE = TaskType.of("write", String.class);

  private H2Host() {}

  /**
   * @param args the URL of the file
   */
  public static void main(String[] args) throws Exception {
    Stint stint = open(pool(args[0]));
    stint.work().start();
    for (int i = 0; true; i++) {
      TaskId task = stint.tasks().request(TYPE.with("task " + i)).id();
      System.out.println(STORED + task);
      Thread.sleep(5);
    }
  }

  static JdbcConnectionPool pool(String url) {
    return JdbcConnectionPool.create(url, "", "");
  }

  static Stint open(DataSource file) throws SQLException {
    JdbcStores database = JdbcStores.h2(file).migrate();
    try (Connection connection = file.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table if not exists effect (task varchar, item int)");
    }
    return Stint.on(database.stores(), database.mutexes())
        .config(Config.DEFAULT.lease(LEASE).poll(Duration.ofMillis(50)).parallelism(4))
        .define(TaskDefinition.of(TYPE, new Writing()))
        .build();
  }

  /** Writes each item once, in an atomic chunk of its own. */
  private static final class Writing implements ChunkedAction<String, Integer, Integer> {

    @Override
    public Class<Integer> cursorType() {
      return Integer.class;
    }

    @Override
    public boolean atomic() {
      return true;
    }

    @Override
    public Chunk<Integer, Integer> next(String name, Optional<Integer> after, int size) {
      int done = after.orElse(0);
      return done == ITEMS
          ? new Chunk<>(List.of(), done, true)
          : new Chunk<>(List.of(done + 1), done + 1, done + 1 == ITEMS);
    }

    @Override
    public void process(String name, List<Integer> items, ChunkContext context)
        throws SQLException {
      try (PreparedStatement insert =
          context
              .transaction(Connection.class)
              .prepareStatement("insert into effect (task, item) values (?, ?)")) {
        insert.setString(1, context.action().task().toString());
        insert.setInt(2, items.get(0));
        insert.executeUpdate();
      }
    }
  }
}
