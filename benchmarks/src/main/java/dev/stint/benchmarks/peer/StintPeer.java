package dev.stint.benchmarks.peer;

import com.zaxxer.hikari.HikariDataSource;
import dev.stint.application.api.Config;
import dev.stint.application.api.Request;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.benchmarks.harness.Arguments;
import dev.stint.benchmarks.harness.Tally;
import dev.stint.bootstrap.Stint;
import dev.stint.jdbc.JdbcStores;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Stint with its default settings; finished tasks deleted, or kept for 30 days. */
final class StintPeer implements Peer {

  private static final TaskType<String> NOOP = TaskType.of("noop", String.class);

  private final Arguments arguments;
  private final HikariDataSource pool;
  private final JdbcStores store;
  private @Nullable Stint stint;

  StintPeer(Arguments arguments) {
    this.arguments = arguments;
    this.pool = Pool.of(arguments);
    this.store = JdbcStores.postgresql(pool);
  }

  @Override
  public String about() {
    return "this build, " + Pool.about(pool);
  }

  @Override
  public void prepare() {
    store.migrate();
  }

  @Override
  public void fill(int from, int to) {
    ask();
    for (int i = from; i < to; i += Pool.BULK) {
      List<Request<?>> some = new ArrayList<>();
      for (int n = i; n < Math.min(to, i + Pool.BULK); n++) {
        some.add(NOOP.with(Tally.name(n)));
      }
      open().tasks().requestAll(some);
    }
  }

  /** The one that works takes requests, too. */
  @Override
  public void ask() {
    if (stint == null) {
      stint = stint(new Tally(0));
    }
  }

  @Override
  public void request(int number) {
    open().tasks().request(NOOP.with(Tally.name(number)));
  }

  @Override
  public void requestWithin(Connection transaction, int number) {
    open().tasks().requestWithin(transaction, List.of(NOOP.with(Tally.name(number))));
  }

  private Stint open() {
    return Objects.requireNonNull(stint);
  }

  @Override
  public void work(Tally tally) {
    stint = stint(tally);
    stint.work().start();
  }

  private Stint stint(Tally tally) {
    boolean kept = arguments.text("finished", "deleted").equals("kept");
    return Stint.on(store)
        .config(Config.DEFAULT.keep(kept ? Config.DEFAULT.keep() : Duration.ZERO))
        .define(
            TaskDefinition.of(
                NOOP,
                (name, context) -> {
                  tally.ran(name);
                  return StepOutcome.done();
                }))
        .build();
  }

  @Override
  public void close() throws Exception {
    if (stint != null) {
      stint.work().stop(Duration.ofSeconds(10));
      stint.close();
    }
    store.close();
    pool.close();
  }
}
