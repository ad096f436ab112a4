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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stint with its default settings; finished tasks deleted, or kept for 30 days. */
final class StintPeer implements Peer {

  private static final TaskType<String> NOOP = TaskType.of("noop", String.class);

  private final Arguments arguments;
  private final HikariDataSource pool;
  private final JdbcStores store;
  private @Nullable Stint working;

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
  public void fill(int from, int to) throws Exception {
    try (Stint stint = stint(new Tally(0))) {
      for (int i = from; i < to; i += Pool.BULK) {
        List<Request<?>> some = new ArrayList<>();
        for (int n = i; n < Math.min(to, i + Pool.BULK); n++) {
          some.add(NOOP.with(Tally.name(n)));
        }
        stint.tasks().requestAll(some);
      }
    }
  }

  @Override
  public void work(Tally tally) {
    working = stint(tally);
    working.work().start();
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
    if (working != null) {
      working.work().stop(Duration.ofSeconds(10));
    }
    store.close();
    pool.close();
  }
}
