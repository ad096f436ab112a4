package dev.stint.command;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code stint migrate}. */
@Command(
    name = "migrate",
    footer = {"", "Example: stint migrate --store-file store.url"},
    description = "Create or upgrade Stint's tables.",
    mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Override
  public Integer call() throws Exception {
    common.noMigrate = false;
    try (OpenedStore home = common.open()) {
      int schema = home.stint().ask().health().schema();
      common.say("schema " + schema, Map.of("schema", schema));
      return Exit.OK;
    }
  }
}
