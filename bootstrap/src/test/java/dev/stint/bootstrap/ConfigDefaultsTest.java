package dev.stint.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.CleanRule;
import dev.stint.application.api.Config;
import dev.stint.domain.PriorityRange;
import dev.stint.domain.policy.Turn;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Changing a default is a change of behaviour: it is changed here, and told in the changelog. */
class ConfigDefaultsTest {

  @Test
  void every_default_is_on_record() {
    assertThat(Config.DEFAULT)
        .isEqualTo(
            new Config(
                /* stint= */ Duration.ofSeconds(30),
                /* grace= */ Duration.ofSeconds(30),
                /* lease= */ Duration.ofSeconds(10),
                /* renewal= */ Duration.ofSeconds(3),
                /* poll= */ Duration.ofSeconds(1),
                /* parallelism= */ 16,
                /* prefetch= */ Duration.ofMillis(100),
                /* keep= */ Duration.ofDays(30),
                /* turn= */ Turn.FAIR,
                /* batchLimit= */ Duration.ofSeconds(30),
                /* requestLimit= */ Duration.ofSeconds(10),
                /* maxArguments= */ 1_048_576,
                /* maxResult= */ 1_048_576,
                /* cleanEvery= */ Duration.ofDays(1),
                /* cleanRules= */ java.util.List.of(CleanRule.RETENTION),
                /* maxTasks= */ 0,
                /* runs= */ true,
                /* cleans= */ true,
                /* orphanAfter= */ Duration.ofHours(1),
                /* priorities= */ PriorityRange.ALL,
                /* ageing= */ java.util.Optional.empty(),
                /* cleanAt= */ java.util.Optional.empty()));
  }

  @Test
  void settings_that_cannot_work_are_refused() {
    assertThatThrownBy(() -> Config.DEFAULT.parallelism(0))
        .hasMessage("parallelism must be at least 1: 0");
    assertThat(Config.DEFAULT.lease(Duration.ofSeconds(3)).renewal())
        .isEqualTo(Duration.ofSeconds(1));
  }
}
