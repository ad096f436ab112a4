package dev.stint.command.howto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stint.application.api.Config;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.bootstrap.Stint;
import dev.stint.jdbc.JdbcStores;
import org.junit.jupiter.api.Test;

class HowToPoolsTest extends HowTo {

  private static final TaskType<String> TYPE = TaskType.of("any", String.class);

  private static HikariConfig pool(Config config) {
    HikariConfig pool = new HikariConfig();
    // region pool
    pool.setMaximumPoolSize(config.parallelism() + 4 + 10); // 10: what the application itself needs
    pool.setConnectionTimeout(5_000); // milliseconds
    // endregion
    return pool;
  }

  @Test
  void the_formula_is_parallelism_and_four() {
    assertThat(pool(Config.DEFAULT).getMaximumPoolSize()).isEqualTo(16 + 4 + 10);
  }

  @Test
  void a_pool_of_three_is_warned_of() {
    try (HikariDataSource small = pool(3)) {
      Stint stint =
          Stint.on(JdbcStores.h2(small).migrate())
              .define(TaskDefinition.of(TYPE, (text, context) -> StepOutcome.done()))
              .build();
      // region health
      stint.ask().health().warnings().forEach(System.out::println);
      // endregion
      assertThat(stint.ask().health().warnings())
          .anySatisfy(
              w ->
                  assertThat(w)
                      .isEqualTo(
                          "the pool gives at most 3 connections; set its maximum size to"
                              + " parallelism + 4"));
    }
  }

  @Test
  void a_pool_of_one_is_refused() {
    try (HikariDataSource one = pool(1)) {
      assertThatThrownBy(() -> JdbcStores.h2(one).migrate())
          .hasMessageContaining("migrate() takes two connections at once and this pool gives one");
    }
  }
}
