package dev.stint.command;

import dev.stint.application.api.Config;
import picocli.CommandLine.Option;

/** What may be switched off in a process that runs or cleans. */
final class SwitchOptions {

  @Option(
      names = "--enabled",
      paramLabel = "WHAT",
      defaultValue = "${env:STINT_ENABLED:-all}",
      description =
          "what this process does: all, run, clean or none; also STINT_ENABLED (default: all)")
  private Enabled enabled = Enabled.ALL;

  /** What this process may do beside answering. */
  enum Enabled {
    ALL,
    RUN,
    CLEAN,
    NONE
  }

  Config of(Config config) {
    return config
        .runs(enabled == Enabled.ALL || enabled == Enabled.RUN)
        .cleans(enabled == Enabled.ALL || enabled == Enabled.CLEAN);
  }
}
