package dev.stint.command;

import dev.stint.application.api.Config;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code stint migrate}. */
@Command(
    name = "migrate",
    footer = {"", "Example: stint migrate --store-file store.url"},
    description = "Create or upgrade Stint's tables.")
final class MigrateCommand implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private MutexOptions mutexes = new MutexOptions();

  @Override
  public Integer call() throws Exception {
    OpenedStore.Terms terms = store.terms(mutexes.url(), Config.DEFAULT, OpenedStore.Use.MIGRATE);
    try (OpenedStore home = OpenedStore.open(terms)) {
      int schema = home.stint().ask().health().schema();
      common.say("schema " + schema, Map.of("schema", schema));
      return Exit.OK;
    }
  }
}
