package dev.stint.command.process;

import dev.stint.application.patience.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL server started from the machine's own installation, durable, to be killed, stopped
 * and promoted. A server that is still there when the JVM ends is killed with it.
 */
final class InstalledPostgres implements AutoCloseable {

  /** The folder of {@code initdb} and {@code postgres}; empty if there is no such installation. */
  static final String BIN = System.getProperty("stint.postgres.bin", "");

  private static final String HOST = "127.0.0.1";

  private final Path data;
  private final int port;
  private final List<String> settings;
  private Process process;

  private InstalledPostgres(Path data, int port, List<String> settings) throws Exception {
    this.data = data;
    this.port = port;
    this.settings = settings;
    this.process = launched();
    Runtime.getRuntime().addShutdownHook(new Thread(this::killAll));
    awaitAnswer();
  }

  /** A server of its own, which others may follow. */
  static InstalledPostgres primary(Path folder, String... settings) throws Exception {
    Path data = folder.resolve("primary");
    run(
        List.of(BIN + "/initdb", "-D", data.toString(), "-U", "postgres", "-A", "trust", "-N"),
        folder.resolve("initdb.txt"));
    return new InstalledPostgres(data, FreePort.take(), List.of(settings));
  }

  /** A server that follows this one and can be promoted. */
  InstalledPostgres standby(Path folder) throws Exception {
    Path copy = folder.resolve("standby");
    List<String> basebackup =
        List.of(
            BIN + "/pg_basebackup",
            "--pgdata=" + copy,
            "--dbname=host=" + HOST + " port=" + port + " user=postgres application_name=standby",
            "--write-recovery-conf",
            "--checkpoint=fast");
    run(basebackup, folder.resolve("basebackup.txt"));
    return new InstalledPostgres(copy, FreePort.take(), List.of());
  }

  private static void run(List<String> command, Path said) throws Exception {
    Process process = launch(command, said);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(command + " failed: " + Files.readString(said));
    }
  }

  /** PostgreSQL does not run as root: root is nobody in a user namespace of its own. */
  private static Process launch(List<String> command, Path said) throws IOException {
    List<String> all = new ArrayList<>(command);
    if ("root".equals(System.getProperty("user.name"))) {
      all.addAll(0, List.of("unshare", "-U"));
    }
    return new ProcessBuilder(all)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()))
        .start();
  }

  private Process launched() throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(BIN + "/postgres", "-D", data.toString(), "-p", Integer.toString(port)));
    command.addAll(List.of("-c", "listen_addresses=" + HOST, "-c", "unix_socket_directories="));
    for (String setting : settings) {
      command.addAll(List.of("-c", setting));
    }
    return launch(command, data.resolveSibling(data.getFileName() + ".txt"));
  }

  private void awaitAnswer() {
    WorkerProcess.await(
        "PostgreSQL on port " + port,
        () -> {
          if (!process.isAlive()) {
            throw new IllegalStateException("PostgreSQL ended by itself; see " + data);
          }
          try {
            return !ask("select 1").isEmpty();
          } catch (SQLException notYet) {
            return false;
          }
        });
  }

  /** Accepts connections from these addresses. */
  void admit(String addresses) throws Exception {
    Files.writeString(
        data.resolve("pg_hba.conf"),
        "host all all " + addresses + " trust\n",
        StandardOpenOption.APPEND);
    ask("select pg_reload_conf()");
  }

  String address() {
    return HOST + ":" + port;
  }

  String url() {
    return url(address());
  }

  /** As it is written with one host or several. */
  static String url(String hosts) {
    return "jdbc:postgresql://" + hosts + "/postgres?user=postgres";
  }

  /** The first column of the first row. */
  String ask(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    }
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Everything that was answered when this begins has reached the follower when it ends. */
  void replicatedTo(InstalledPostgres follower) throws SQLException {
    String written = ask("select pg_current_wal_lsn()");
    String arrived =
        "select coalesce(pg_last_wal_receive_lsn() >= '%s'::pg_lsn, false)".formatted(written);
    WorkerProcess.await(
        "the standby",
        () -> {
          try {
            return follower.ask(arrived).equals("t");
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /** Receives nothing more from its primary. */
  void stopFollowing() throws SQLException {
    execute("alter system set primary_conninfo = ''");
    ask("select pg_reload_conf()");
    WorkerProcess.await(
        "the end of following",
        () -> {
          try {
            return ask("select count(*) from pg_stat_wal_receiver").equals("0");
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /** Takes writes from when this ends. */
  void promote() throws SQLException {
    if (!ask("select pg_promote()").equals("t")) {
      throw new IllegalStateException("not promoted; see " + data);
    }
  }

  /** As by {@code kill -9} of all its processes; the files stay. */
  void kill() throws Exception {
    killAll();
    process.onExit().get(120, TimeUnit.SECONDS);
  }

  void restart() throws Exception {
    Files.deleteIfExists(data.resolve("postmaster.pid"));
    process = launched();
    awaitAnswer();
  }

  /** Stops each of its processes where it is: connections stay, and nobody is answered. */
  void pause() throws Exception {
    signal("STOP");
  }

  void resume() throws Exception {
    signal("CONT");
  }

  private void signal(String name) throws Exception {
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    processes().map(p -> Long.toString(p.pid())).forEach(command::add);
    new ProcessBuilder(command).start().waitFor();
  }

  private Stream<ProcessHandle> processes() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants());
  }

  private void killAll() {
    List<ProcessHandle> all = processes().toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(p -> WorkerProcess.await("the end of " + p.pid(), () -> !p.isAlive()));
  }

  @Override
  public void close() {
    killAll();
  }
}
