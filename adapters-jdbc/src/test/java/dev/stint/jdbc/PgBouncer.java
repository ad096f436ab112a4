package dev.stint.jdbc;

import dev.stint.application.patience.FreePort;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.postgresql.ds.PGSimpleDataSource;

/** PgBouncer in transaction mode before the server of the tests, if the machine has it. */
final class PgBouncer implements AutoCloseable {

  private final Process process;
  private final Path folder;
  private final int port;

  private PgBouncer(Process process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
  }

  static boolean installed() {
    return binary().isPresent();
  }

  private static java.util.Optional<Path> binary() {
    return Stream.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  static PgBouncer start() throws IOException {
    PGSimpleDataSource server = HostPool.postgres("");
    Path folder =
        Files.createTempDirectory(
            "stint-pooler",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwxrwx")));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    int port = FreePort.take();
    Path ini = folder.resolve("pgbouncer.ini");
    Files.writeString(
        ini,
        """
        [databases]
        * = host=127.0.0.1 port=%d user=%s
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        auth_type = any
        pool_mode = transaction
        default_pool_size = 4
        unix_socket_dir =
        ignore_startup_parameters = extra_float_digits,options,search_path
        """
            .formatted(server.getPortNumbers()[0], server.getUser(), port));
    List<String> command = new ArrayList<>(List.of(binary().orElseThrow().toString()));
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("-u", "nobody"));
    }
    command.add(ini.toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> answers(port));
    return new PgBouncer(process, folder, port);
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** The URL of the tests' database through the pooler. */
  String url(String parameters) {
    PGSimpleDataSource server = HostPool.postgres("");
    return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s%s"
        .formatted(port, server.getDatabaseName(), server.getUser(), parameters);
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    process.waitFor();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
