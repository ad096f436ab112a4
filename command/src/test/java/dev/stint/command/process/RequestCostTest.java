package dev.stint.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stint.application.api.Request;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.bootstrap.Stint;
import dev.stint.jdbc.JdbcStores;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What a request costs its caller and PostgreSQL, told by what can be counted: statements, round
 * trips, and bytes that the caller's thread allocates, the driver's part and that of the counting
 * in it. A bound that has become far too wide is to be lowered.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestCostTest {

  private static final TaskType<String> NOOP = TaskType.of("noop", String.class);
  private static final int CALLS = 300;
  private static final int BULK = 1_000;
  private static final double WITHIN_BYTES = 5_200;
  private static final double BULK_BYTES = 1_400;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final CountedStatements counted = new CountedStatements();
  private TestPostgres server;
  private HikariDataSource pool;
  private JdbcStores stores;
  private Stint stint;

  /** What one call cost. */
  private record Cost(double statements, double trips, double bytes) {}

  @BeforeAll
  void start() throws Exception {
    server = TestPostgres.start();
    HikariConfig config = new HikariConfig();
    config.setDataSource(counted.of(server.getPostgresDatabase()));
    config.setMaximumPoolSize(4);
    pool = new HikariDataSource(config);
    stores = JdbcStores.postgresql(pool).migrate();
    stint =
        Stint.on(stores)
            .define(TaskDefinition.of(NOOP, (name, context) -> StepOutcome.done()))
            .build();
  }

  @AfterAll
  void stop() throws Exception {
    stint.close();
    stores.close();
    pool.close();
    server.close();
  }

  /** Once a second the store's time is asked for besides. */
  @Test
  void a_request_in_the_callers_transaction_is_one_statement() throws Exception {
    try (Connection caller = pool.getConnection()) {
      caller.setAutoCommit(false);
      Runnable request = () -> stint.tasks().requestWithin(caller, List.of(NOOP.with("order")));

      Cost cost = cost(request, CALLS);
      caller.rollback();

      assertThat(cost.statements).isGreaterThanOrEqualTo(1).isLessThan(2);
      assertThat(cost.trips).isGreaterThanOrEqualTo(1).isLessThan(2);
      assertThat(cost.bytes).isLessThan(WITHIN_BYTES);
    }
  }

  /** Behind it a hint may go to other processes, and the store's time be asked for. */
  @Test
  void a_bulk_is_one_statement() throws Exception {
    List<Request<?>> all =
        IntStream.range(0, BULK).<Request<?>>mapToObj(i -> NOOP.with("order-" + i)).toList();

    Cost cost = cost(() -> stint.tasks().requestAll(all), CALLS / 10);

    assertThat(cost.statements).isGreaterThanOrEqualTo(1).isLessThan(3);
    assertThat(cost.trips).isGreaterThanOrEqualTo(1).isLessThan(3);
    assertThat(cost.bytes / BULK).isLessThan(BULK_BYTES);
  }

  /** Each call's, after as many that warm up. */
  private Cost cost(Runnable call, int calls) {
    IntStream.range(0, calls).forEach(i -> call.run());
    long statements = counted.statements();
    long trips = counted.trips();
    long bytes = allocated();
    for (int i = 0; i < calls; i++) {
      call.run();
    }
    Cost cost =
        new Cost(
            (double) (counted.statements() - statements) / calls,
            (double) (counted.trips() - trips) / calls,
            (double) (allocated() - bytes) / calls);
    System.out.println(cost);
    return cost;
  }

  private static long allocated() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }
}
