package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A writer of an SQLite file has its turn, however busy others are with it. */
class SqliteTurnsTest {

  /** Some of a busy worker's writes last as long, with their flush. */
  private static final long HELD_NANOS = Duration.ofMillis(20).toNanos();

  private static final int WRITES = 5;

  @TempDir Path folder;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicBoolean over = new AtomicBoolean();
  private String url = "";

  @BeforeEach
  void migrate() throws Exception {
    url = "jdbc:sqlite:" + folder.resolve("stint.db");
    JdbcStores.sqlite(url).migrate().close();
  }

  @AfterEach
  void end() {
    over.set(true);
    threads.shutdownNow();
  }

  /** As from another process: neither knows of the other's locks but by the file. */
  @Test
  void beside_one_that_writes_again_at_once() throws Exception {
    try (SqliteDatabase busy = database();
        SqliteDatabase other = database()) {
      Future<?> writing = writeOnAndOn(busy);
      for (int i = 0; i < WRITES; i++) {
        // After ten seconds it would throw.
        assertThat(written(other)).isZero();
      }
      over.set(true);
      writing.get();
    }
  }

  @Test
  void beside_threads_of_its_own_that_write_again_at_once() throws Exception {
    try (SqliteDatabase database = database()) {
      Future<?> writing = writeOnAndOn(database);
      Future<?> too = writeOnAndOn(database);
      for (int i = 0; i < WRITES; i++) {
        assertThat(written(database)).isZero();
      }
      over.set(true);
      writing.get();
      too.get();
    }
  }

  @Test
  void an_interrupt_is_kept_until_its_turn_has_come() throws Exception {
    try (SqliteDatabase busy = database();
        SqliteDatabase other = database()) {
      Future<?> writing = writeOnAndOn(busy);
      Thread.currentThread().interrupt();
      assertThat(written(other)).isZero();
      assertThat(Thread.interrupted()).isTrue();
      over.set(true);
      writing.get();
    }
  }

  private SqliteDatabase database() {
    return new SqliteDatabase(SqliteDatabase.dataSource(url));
  }

  private static int written(SqliteDatabase database) throws Exception {
    return database.write(handle -> handle.execute("delete from stint_mutex"));
  }

  private Future<?> writeOnAndOn(SqliteDatabase database) throws InterruptedException {
    CountDownLatch began = new CountDownLatch(1);
    Future<?> writing =
        threads.submit(
            () -> {
              while (!over.get()) {
                database.write(
                    handle -> {
                      began.countDown();
                      LockSupport.parkNanos(HELD_NANOS);
                      return handle.execute("delete from stint_mutex");
                    });
              }
              return null;
            });
    began.await();
    return writing;
  }
}
