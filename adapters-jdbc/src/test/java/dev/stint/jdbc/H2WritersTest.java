package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.spi.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who writes to H2 while another transaction does. */
@Timeout(120)
class H2WritersTest {

  private final List<String> steps = Collections.synchronizedList(new ArrayList<>());

  @Test
  void to_a_file_one_after_the_other_so_that_no_save_meets_half_a_transaction(@TempDir Path dir)
      throws Exception {
    meet("jdbc:h2:" + dir.resolve("stint"));

    assertThat(steps).containsExactly("first ends", "second");
  }

  @Test
  void in_memory_beside_each_other() throws Exception {
    meet("jdbc:h2:mem:writers;DB_CLOSE_DELAY=-1");

    assertThat(steps).containsExactly("second", "first ends");
  }

  /** The first ends once the second has written, or waits. */
  private void meet(String url) throws Exception {
    JdbcConnectionPool pool = JdbcConnectionPool.create(url, "", "");
    JdbcStores.h2(pool).migrate();
    PooledDatabase database = new PooledDatabase(pool, Dialects.H2);
    database.read(handle -> handle.execute("select 1"));
    Thread second = new Thread(() -> database.change(handle -> steps.add("second")));
    database.write(
        handle -> {
          second.start();
          while (steps.isEmpty() && second.getState() != Thread.State.TIMED_WAITING) {
            LockSupport.parkNanos(1_000_000);
          }
          return steps.add("first ends");
        });
    second.join();
    pool.dispose();
  }

  @Test
  void a_turn_inside_ones_own_turn_comes_at_once() throws Exception {
    WriteTurns turns = new WriteTurns(Duration.ZERO);

    assertThat(turns.<String>in(() -> turns.in(() -> "inner"))).isEqualTo("inner");
  }

  @Test
  void a_turn_that_does_not_come_is_a_passing_failure_and_nothing_begins() throws Exception {
    WriteTurns turns = new WriteTurns(Duration.ofMillis(1));
    Thread other = new Thread(() -> refused(turns, "another transaction has been writing"));

    turns.in(
        () -> {
          other.start();
          other.join();
          return null;
        });

    assertThat(steps).containsExactly("refused");
  }

  @Test
  void an_interrupt_ends_the_wait_and_stays() throws Exception {
    WriteTurns turns = new WriteTurns(Duration.ofDays(1));
    Thread other =
        new Thread(
            () -> {
              refused(turns, "interrupted while another transaction writes");
              steps.add("interrupted " + Thread.currentThread().isInterrupted());
            });

    turns.in(
        () -> {
          other.start();
          other.interrupt();
          other.join();
          return null;
        });

    assertThat(steps).containsExactly("refused", "interrupted true");
  }

  private void refused(WriteTurns turns, String words) {
    assertThatThrownBy(() -> turns.in(() -> steps.add("began")))
        .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.isTransient()).isTrue())
        .hasMessageContaining(words);
    steps.add("refused");
  }
}
