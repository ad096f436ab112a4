package dev.stint.bootstrap.process;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.Config;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.bootstrap.Stint;
import dev.stint.jdbc.JdbcStores;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * A host application whose atomic chunks wait at a named place until a file appears. Words: the
 * database's URL, the place or {@code none}, the file.
 */
final class StopHost {

  static final Duration LEASE = Duration.ofSeconds(2);
  static final TaskType<String> TYPE = TaskType.of("walk", String.class);
  static final int ITEMS = 3;

  /** Where a chunk waits. */
  enum Place {
    NONE,
    BEFORE_THE_WRITE,
    AFTER_THE_WRITE,
    AFTER_THE_FENCED_UPDATE
  }

  private final Place place;
  private final Path gate;
  private final ThreadLocal<Boolean> inChunk = ThreadLocal.withInitial(() -> false);

  private StopHost(Place place, Path gate) {
    this.place = place;
    this.gate = gate;
  }

  public static void main(String[] words) throws Exception {
    new StopHost(Place.valueOf(words[1]), Path.of(words[2])).work(words[0]);
  }

  static TaskDefinition<String> definition() {
    return new StopHost(Place.NONE, Path.of("none")).walks();
  }

  private TaskDefinition<String> walks() {
    return TaskDefinition.of(TYPE).then(ActionDefinition.of("walk", new Walk()));
  }

  private void work(String url) throws Exception {
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(url);
    pool.setMaximumPoolSize(12);
    DataSource watched = watched(new HikariDataSource(pool));
    JdbcStores stores = JdbcStores.postgresql(watched, LEASE);
    Stint stint =
        Stint.on(stores.stores(), stores.mutexes())
            .config(Config.DEFAULT.lease(LEASE).poll(Duration.ofMillis(100)).parallelism(4))
            .observer(new Speaking())
            .define(walks())
            .build();
    stint.work().start();
    while (!stint.work().condition().healthy()) {
      LockSupport.parkNanos(10_000_000);
    }
    Speaking.say("READY");
    new CountDownLatch(1).await();
  }

  private void at(Place here) {
    if (here != place) {
      return;
    }
    Speaking.say("AT " + here);
    while (!Files.exists(gate)) {
      LockSupport.parkNanos(5_000_000);
    }
  }

  /** One item a chunk; each leaves a row, and nothing but the fence keeps a second one out. */
  private final class Walk implements ChunkedAction<String, Integer, Integer> {

    @Override
    public Class<Integer> cursorType() {
      return Integer.class;
    }

    @Override
    public boolean atomic() {
      return true;
    }

    @Override
    public Chunk<Integer, Integer> next(String arguments, Optional<Integer> after, int size) {
      int item = after.orElse(0) + 1;
      return new Chunk<>(List.of(item), item, item == ITEMS);
    }

    @Override
    public void process(String arguments, List<Integer> items, ChunkContext context)
        throws Exception {
      boolean chosen = items.get(0) == 2;
      if (chosen) {
        at(Place.BEFORE_THE_WRITE);
      }
      write(context.transaction(Connection.class), arguments, items.get(0));
      if (chosen) {
        at(Place.AFTER_THE_WRITE);
        inChunk.set(true);
      }
    }

    private void write(Connection connection, String task, int item) throws SQLException {
      String sql = "insert into effect (task, item, process) values (?, ?, ?)";
      try (PreparedStatement insert = connection.prepareStatement(sql)) {
        insert.setString(1, task);
        insert.setInt(2, item);
        insert.setLong(3, ProcessHandle.current().pid());
        insert.executeUpdate();
      }
    }
  }

  /** The last thing before a commit is the fenced update: commits of a chosen chunk wait. */
  private DataSource watched(DataSource real) {
    return proxy(
        DataSource.class,
        real,
        (name, answer) -> answer instanceof Connection c ? watched(c) : answer);
  }

  private Connection watched(Connection real) {
    return proxy(Connection.class, real, (name, answer) -> answer);
  }

  @FunctionalInterface
  private interface Answered {
    @org.jspecify.annotations.Nullable Object of(String name, @org.jspecify.annotations.Nullable Object answer);
  }

  private <T> T proxy(Class<T> type, T real, Answered answered) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.getName().equals("commit") && inChunk.get()) {
                inChunk.set(false);
                at(Place.AFTER_THE_FENCED_UPDATE);
              }
              try {
                return answered.of(method.getName(), method.invoke(real, arguments));
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            }));
  }
}
