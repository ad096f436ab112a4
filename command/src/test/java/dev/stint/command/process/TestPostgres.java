package dev.stint.command.process;

import dev.stint.application.patience.FreePort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;

/** How tests start a PostgreSQL server of their own. */
public final class TestPostgres {

  /** By itself it waits for ten seconds, which a busy machine may need to start a process. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private TestPostgres() {}

  /** A server that may lose what it has stored if its machine stops, as no test's does. */
  public static EmbeddedPostgres start() throws IOException {
    return builder().start();
  }

  /** A server that has on disk what it has acknowledged, which tests kill. */
  static EmbeddedPostgres durable() throws IOException {
    return onDisk(builder()).start();
  }

  static EmbeddedPostgres.Builder onDisk(EmbeddedPostgres.Builder builder) {
    return builder.setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on");
  }

  static EmbeddedPostgres.Builder builder() {
    return builder(FreePort.take());
  }

  static EmbeddedPostgres.Builder builder(int port) {
    return EmbeddedPostgres.builder().setPort(port).setPGStartupWait(PATIENCE);
  }
}
