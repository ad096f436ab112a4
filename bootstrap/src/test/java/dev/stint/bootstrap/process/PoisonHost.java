package dev.stint.bootstrap.process;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.Config;
import dev.stint.application.api.HookDecision;
import dev.stint.application.api.StartHook;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.jdbc.JdbcStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * A host application with a task that ends its process. Words: the database's URL, the file that
 * effects are appended to.
 */
final class PoisonHost {

  static final Duration LEASE = Duration.ofSeconds(2);
  static final int EXIT = 42;
  static final TaskType<String> INNOCENT = TaskType.of("innocent", String.class);
  static final TaskType<String> POISON = TaskType.of("poison", String.class);
  static final TaskType<String> HOOKED_POISON = TaskType.of("poison.hooked", String.class);
  private static final RetryPolicy TWICE = RetryPolicy.fixed(2, Duration.ZERO);

  private PoisonHost() {}

  public static void main(String[] words) throws Exception {
    JdbcStores stores = open(words[0]);
    Stint stint = stint(stores, Path.of(words[1]));
    stint.work().start();
    Speaking.say("READY");
    new CountDownLatch(1).await();
  }

  static JdbcStores open(String url) {
    if (url.startsWith("jdbc:sqlite:")) {
      return JdbcStores.sqlite(url);
    }
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(url);
    pool.setMaximumPoolSize(8);
    return JdbcStores.postgresql(new HikariDataSource(pool), LEASE);
  }

  /** Room for all of them at once: what is claimed is claimed beside the poison. */
  static Stint stint(JdbcStores stores, Path effects) {
    return Stint.on(stores.stores(), stores.mutexes())
        .config(Config.DEFAULT.lease(LEASE).poll(Duration.ofMillis(100)).parallelism(160))
        .observer(new Speaking())
        .define(
            List.of(
                TaskDefinition.of(INNOCENT, (name, context) -> innocent(effects, context)),
                TaskDefinition.of(POISON)
                    .then(ActionDefinition.of("halt", PoisonHost::halt).retry(TWICE)),
                TaskDefinition.of(HOOKED_POISON)
                    .then(ActionDefinition.of("halt", new HookedHalt()).retry(TWICE))))
        .build();
  }

  private static StepOutcome innocent(Path effects, ActionContext context) throws IOException {
    rest(ThreadLocalRandom.current().nextLong(20));
    String line = context.task() + " " + context.fence().value() + "\n";
    Files.writeString(effects, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    rest(ThreadLocalRandom.current().nextLong(20));
    return StepOutcome.done();
  }

  private static StepOutcome halt(String name, ActionContext context) {
    Speaking.say("HALT attempt " + context.attempt());
    rest(ThreadLocalRandom.current().nextLong(40));
    Runtime.getRuntime().halt(EXIT);
    return StepOutcome.done();
  }

  private static final class HookedHalt implements Action<String>, StartHook<String> {
    @Override
    public HookDecision<String> start(String arguments, ActionContext context) {
      return HookDecision.proceed();
    }

    @Override
    public StepOutcome execute(String arguments, ActionContext context) {
      return halt(arguments, context);
    }
  }

  private static void rest(long millis) {
    LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
  }
}
