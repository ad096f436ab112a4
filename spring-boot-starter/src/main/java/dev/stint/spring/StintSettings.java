package dev.stint.spring;

import dev.stint.application.api.Config;
import dev.stint.domain.Bounds;
import java.time.Duration;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Makes the configuration of the properties. */
final class StintSettings {

  private Config config = Config.DEFAULT;

  private StintSettings() {}

  /**
   * @throws WrongSettingException naming the property that does not fit
   */
  static Config of(StintProperties from) {
    StintSettings settings = new StintSettings();
    settings.set("parallelism", from.parallelism(), Config::parallelism);
    settings.set("stint", from.stint(), Config::stint);
    settings.set("grace", from.grace(), Config::grace);
    settings.set("lease", from.lease(), StintSettings::lease);
    settings.set("poll", from.poll(), Config::poll);
    settings.set("prefetch", from.prefetch(), Config::prefetch);
    settings.set("keep", from.keep(), Config::keep);
    settings.set("clean-every", from.cleanEvery(), Config::cleanEvery);
    settings.set("max-tasks", from.maxTasks(), Config::maxTasks);
    settings.set("stop-patience", from.stopPatience(), StintSettings::patience);
    return settings.config.runs(from.run());
  }

  /** The default said aloud stays the default: to set it is to set its renewal, too. */
  private static Config lease(Config config, Duration value) {
    return value.equals(config.lease()) ? config : config.lease(value);
  }

  /** Not one of the configuration's, and bounded like those. */
  private static Config patience(Config config, Duration value) {
    Bounds.span("stop-patience", value);
    return config;
  }

  private <T> void set(String name, @Nullable T value, BiFunction<Config, T, Config> setting) {
    if (value == null) {
      return;
    }
    try {
      config = setting.apply(config, value);
    } catch (IllegalArgumentException e) {
      throw new WrongSettingException(
          "stint.%s=%s cannot work: %s".formatted(name, value, e.getMessage()),
          "Change stint.%s, or take it out: Stint has a default.".formatted(name),
          e);
    }
  }
}
