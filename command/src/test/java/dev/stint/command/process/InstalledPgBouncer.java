package dev.stint.command.process;

import dev.stint.application.patience.FreePort;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * PgBouncer in transaction mode before a server, started from the machine's own installation, to be
 * killed and started again. One that is still there when the JVM ends is killed with it.
 */
final class InstalledPgBouncer implements AutoCloseable {

  /** The program; empty if there is none. */
  static final String PROGRAM = System.getProperty("stint.pgbouncer", "");

  private static final String HOST = "127.0.0.1";

  private final Path settings;
  private final int port;
  private Process process;

  private InstalledPgBouncer(Path settings, int port) throws IOException {
    this.settings = settings;
    this.port = port;
    this.process = launched();
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    awaitAnswer();
  }

  /**
   * As it comes, but for {@code server_login_retry}: by default it may leave a server that is back
   * alone for 15 s, and then some workers have it a lease earlier than others do.
   */
  static InstalledPgBouncer before(InstalledPostgres server, Path folder) throws IOException {
    int port = FreePort.take();
    Path settings = folder.resolve("pgbouncer.ini");
    String address = server.address();
    Files.writeString(
        settings,
        """
        [databases]
        postgres = host=%s port=%s user=postgres
        [pgbouncer]
        listen_addr = %s
        listen_port = %d
        auth_type = any
        pool_mode = transaction
        server_login_retry = 1
        unix_socket_dir =
        ignore_startup_parameters = extra_float_digits
        """
            .formatted(HOST, address.substring(address.lastIndexOf(':') + 1), HOST, port));
    return new InstalledPgBouncer(settings, port);
  }

  /** It does not run as root: root is nobody in a user namespace of its own. */
  private Process launched() throws IOException {
    List<String> command = new ArrayList<>(List.of(PROGRAM, settings.toString()));
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(0, List.of("unshare", "-U"));
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(
            ProcessBuilder.Redirect.appendTo(settings.resolveSibling("pgbouncer.txt").toFile()))
        .start();
  }

  private void awaitAnswer() {
    WorkerProcess.await(
        "PgBouncer on port " + port,
        () -> {
          if (!process.isAlive()) {
            throw new IllegalStateException("PgBouncer ended by itself; see " + settings);
          }
          try (Socket socket = new Socket(HOST, port)) {
            return socket.isConnected();
          } catch (IOException notYet) {
            return false;
          }
        });
  }

  String url() {
    return InstalledPostgres.url(HOST + ":" + port);
  }

  /** As by {@code kill -9}. */
  void kill() throws Exception {
    process.destroyForcibly().waitFor(120, TimeUnit.SECONDS);
  }

  void restart() throws IOException {
    process = launched();
    awaitAnswer();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
