package dev.stint.command;

import dev.stint.application.api.Config;
import dev.stint.command.OpenedStore.Use;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where tasks are kept that a command stores or changes. */
class WriteOptions extends StoreOptions {

  @Option(names = "--no-migrate", description = "do not create or upgrade tables")
  private boolean noMigrate;

  /** To store or change tasks; makes the tables unless they are there. */
  final OpenedStore open() throws Exception {
    return open(Config.DEFAULT);
  }

  final OpenedStore open(Config config) throws Exception {
    return OpenedStore.open(terms(Optional.empty(), config, use()));
  }

  final Use use() {
    return noMigrate ? Use.WRITE : Use.MIGRATE;
  }
}
