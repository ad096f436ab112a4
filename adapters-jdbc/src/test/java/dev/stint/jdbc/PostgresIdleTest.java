package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.contract.Sample;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.WorkerRow;
import dev.stint.domain.WorkerId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How many statements each question of an idle worker is, transactions counted in. How often a
 * worker asks is held by {@code IdleWorkerTest}.
 */
class PostgresIdleTest {

  private final CountedConnections counted = new CountedConnections(PostgresFixture.server());
  private final Stores stores = JdbcStores.postgresql(counted.source()).stores();
  private final WorkerId worker = Sample.worker(1);

  @BeforeEach
  void begin() {
    new PostgresFixture().close();
    stores
        .workers()
        .register(new WorkerRow(worker, "test", Duration.ofSeconds(10), Set.of(Sample.TYPE)));
  }

  /**
   * Right after a look, so that the server's time is known; again where a busy machine held it up
   * for so long that it is asked for anew.
   */
  private List<String> sent(Runnable asked) {
    long began;
    do {
      began = System.nanoTime();
      stores.workers().upkeep(Duration.ZERO);
      counted.sent.clear();
      asked.run();
    } while (System.nanoTime() - began > 500_000_000);
    return counted.sent;
  }

  @Test
  void the_look_for_upkeep_is_one_statement_and_tells_the_servers_time_besides() {
    assertThat(sent(() -> stores.workers().upkeep(Duration.ZERO))).hasSize(1);
  }

  @Test
  void a_renewal_of_an_idle_worker_is_three_statements() {
    assertThat(sent(() -> stores.workers().renew(worker))).hasSize(3);
  }

  @Test
  void what_is_held_and_which_lines_are_ready_is_one_statement_each() {
    assertThat(sent(() -> stores.workers().held(worker))).hasSize(1);
    assertThat(sent(() -> stores.queries().lines())).hasSize(1);
  }
}
