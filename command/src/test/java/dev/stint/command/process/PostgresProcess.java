package dev.stint.command.process;

import dev.stint.application.patience.FreePort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL server of a test's own that can be killed and started again on its files. */
final class PostgresProcess implements Outage.Server, AutoCloseable {

  private final Path data;
  private EmbeddedPostgres server;

  private PostgresProcess(Path data, EmbeddedPostgres server) {
    this.data = data;
    this.server = server;
  }

  static PostgresProcess start(Path folder) throws IOException {
    Path data = folder.resolve("data");
    return new PostgresProcess(data, builder(data, FreePort.take()).start());
  }

  private static EmbeddedPostgres.Builder builder(Path data, int port) throws IOException {
    return TestPostgres.on(data, port, TestPostgres.DURABLE);
  }

  String url() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  /** Its children see that the postmaster is gone and end themselves. */
  @Override
  public void kill() throws Exception {
    long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    var children = postmaster.descendants().toList();
    postmaster.destroyForcibly();
    postmaster.onExit().get(120, TimeUnit.SECONDS);
    for (ProcessHandle child : children) {
      child.destroyForcibly();
      child.onExit().get(120, TimeUnit.SECONDS);
    }
  }

  @Override
  public void restart() throws IOException {
    Files.deleteIfExists(data.resolve("epg-lock"));
    Files.deleteIfExists(data.resolve("postmaster.pid"));
    server = builder(data, server.getPort()).start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
