package dev.stint.command.process;

import dev.stint.application.patience.FreePort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;

/** A PostgreSQL server of a test's own, on a copy of data that were initialized once a build. */
public final class TestPostgres implements AutoCloseable {

  /** By itself it waits for ten seconds, which a busy machine may need to start a process. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final String DATA = "data";

  /** Every commit is on the disk. */
  static final Map<String, String> DURABLE = Map.of("fsync", "on", "synchronous_commit", "on");

  private final EmbeddedPostgres server;
  private final Path data;

  private TestPostgres(EmbeddedPostgres server, Path data) {
    this.server = server;
    this.data = data;
  }

  public static TestPostgres start() throws IOException {
    return start(Map.of());
  }

  static TestPostgres durable() throws IOException {
    return start(DURABLE);
  }

  static TestPostgres start(Map<String, String> settings) throws IOException {
    Path data = PreparedFolder.another("postgresql-data");
    return new TestPostgres(on(data, FreePort.take(), settings).start(), data);
  }

  /**
   * A server on the data of a folder, which are made if there are none.
   *
   * @param data stays when it is closed
   */
  static EmbeddedPostgres.Builder on(Path data, int port, Map<String, String> settings)
      throws IOException {
    if (!Files.exists(data.resolve("postgresql.conf"))) {
      PreparedFolder.copy(
          PreparedFolder.of("postgresql", TestPostgres::initialize).resolve(DATA), data);
    }
    EmbeddedPostgres.Builder builder = unprepared(data, port);
    settings.forEach(builder::setServerConfig);
    return builder;
  }

  private static EmbeddedPostgres.Builder unprepared(Path data, int port) {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setPort(port)
        .setPGStartupWait(PATIENCE);
  }

  private static void initialize(Path folder) throws IOException {
    unprepared(folder.resolve(DATA), FreePort.take()).start().close();
  }

  public String getJdbcUrl(String user, String database) {
    return server.getJdbcUrl(user, database);
  }

  public DataSource getPostgresDatabase() {
    return server.getPostgresDatabase();
  }

  @Override
  public void close() throws IOException {
    server.close();
    PreparedFolder.remove(data);
  }
}
