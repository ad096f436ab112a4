package dev.stint.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.CleanRule;
import dev.stint.application.api.Config;
import dev.stint.domain.PriorityRange;
import dev.stint.domain.policy.Turn;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Changing a default is a change of behaviour: it is changed here, and told in the changelog. */
class ConfigDefaultsTest {

  @Test
  void every_default_is_on_record() {
    assertThat(settings(Config.DEFAULT))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("stint", Duration.ofSeconds(30)),
                Map.entry("grace", Duration.ofSeconds(30)),
                Map.entry("lease", Duration.ofSeconds(10)),
                Map.entry("renewal", Duration.ofSeconds(3)),
                Map.entry("poll", Duration.ofSeconds(1)),
                Map.entry("parallelism", 16),
                Map.entry("prefetch", Duration.ofMillis(100)),
                Map.entry("keep", Duration.ofDays(30)),
                Map.entry("turn", Turn.FAIR),
                Map.entry("batchLimit", Duration.ofSeconds(30)),
                Map.entry("requestLimit", Duration.ofSeconds(10)),
                Map.entry("maxArguments", 1_048_576),
                Map.entry("maxResult", 1_048_576),
                Map.entry("cleanEvery", Duration.ofDays(1)),
                Map.entry("cleanRules", List.of(CleanRule.RETENTION)),
                Map.entry("maxTasks", 0),
                Map.entry("runs", true),
                Map.entry("cleans", true),
                Map.entry("orphanAfter", Duration.ofHours(1)),
                Map.entry("priorities", PriorityRange.ALL),
                Map.entry("ageing", Optional.empty()),
                Map.entry("cleanAt", Optional.empty())));
  }

  @Test
  void settings_that_cannot_work_are_refused() {
    assertThatThrownBy(() -> Config.DEFAULT.parallelism(0))
        .hasMessage("parallelism is from 1 to 10000, not 0");
    assertThat(Config.DEFAULT.lease(Duration.ofSeconds(3)).renewal())
        .isEqualTo(Duration.ofSeconds(1));
  }

  /** Every setting by its name, also those that are added later. */
  private static Map<String, Object> settings(Config config) {
    Map<String, Object> settings = new HashMap<>();
    for (Method method : Config.class.getMethods()) {
      if (method.getParameterCount() == 0) {
        settings.put(method.getName(), call(method, config));
      }
    }
    return settings;
  }

  private static Object call(Method method, Config config) {
    try {
      return method.invoke(config);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
