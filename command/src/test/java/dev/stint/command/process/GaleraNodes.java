package dev.stint.command.process;

import dev.stint.application.patience.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A Galera cluster of three MariaDB servers on loopback, started from the machine's own
 * installation with its defaults. Servers that are still there when the JVM ends are killed with
 * it.
 */
final class GaleraNodes implements AutoCloseable {

  /** The server's program; empty if there is no such installation, or it lacks Galera. */
  static final String PROGRAM = System.getProperty("stint.mariadbd", "");

  private static final String PROVIDER = System.getProperty("stint.galera", "");
  private static final String HOST = "127.0.0.1";
  private static final int NODES = 3;

  private final Path folder;
  private final List<Node> nodes = new ArrayList<>();

  /** A server, and how the others reach it: their messages, what it missed, and copies of all. */
  private static final class Node {
    final int port = FreePort.take();
    final int group = FreePort.take();
    final int missed = FreePort.take();
    final int copy = FreePort.take();
    final Path data;
    Process process;

    Node(Path data, ProcessBuilder notYet) throws IOException {
      this.data = data;
      this.process = notYet.start();
    }
  }

  static boolean installed() {
    return !PROGRAM.isEmpty() && !PROVIDER.isEmpty();
  }

  GaleraNodes(Path folder) throws Exception {
    this.folder = folder;
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    for (int i = 0; i < NODES; i++) {
      Path data = Files.createDirectory(folder.resolve("node-" + i));
      Files.createDirectory(folder.resolve("node-" + i + "-tmp"));
      nodes.add(new Node(data, new ProcessBuilder("true")));
    }
    install(nodes.get(0));
    for (int i = 0; i < NODES; i++) {
      start(i, i == 0);
      awaitSize(i, i + 1);
    }
    execute(0, "create database stint");
  }

  private void install(Node node) throws Exception {
    Process install =
        launch(
            List.of(
                "mariadb-install-db",
                "--no-defaults",
                "--datadir=" + node.data,
                "--auth-root-authentication-method=normal",
                "--skip-name-resolve",
                "--skip-test-db"),
            folder.resolve("install.txt"));
    if (install.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(folder.resolve("install.txt")));
    }
  }

  /** MariaDB does not run as root: root is nobody in a user namespace of its own. */
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

  private void start(int number, boolean first) throws IOException {
    Node node = nodes.get(number);
    String members = nodes.stream().map(n -> HOST + ":" + n.group).collect(Collectors.joining(","));
    List<String> command =
        new ArrayList<>(
            List.of(
                PROGRAM,
                "--no-defaults",
                "--datadir=" + node.data,
                "--tmpdir=" + folder.resolve("node-" + number + "-tmp"),
                "--socket=" + folder.resolve("socket-" + number),
                "--pid-file=" + folder.resolve("pid-" + number),
                "--port=" + node.port,
                "--bind-address=" + HOST,
                "--skip-name-resolve",
                "--skip-ssl",
                "--character-set-server=utf8mb4",
                "--binlog-format=ROW",
                "--innodb-autoinc-lock-mode=2",
                "--wsrep-on=ON",
                "--wsrep-provider=" + PROVIDER,
                "--wsrep-cluster-name=stint",
                "--wsrep-cluster-address=gcomm://" + members,
                "--wsrep-node-address=" + HOST,
                "--wsrep-node-name=node-" + number,
                "--wsrep-sst-method=rsync",
                "--wsrep-sst-receive-address=" + HOST + ":" + node.copy,
                "--wsrep-provider-options=gmcast.listen_addr=tcp://%s:%d;ist.recv_addr=%s:%d"
                    .formatted(HOST, node.group, HOST, node.missed)));
    if (first) {
      command.add("--wsrep-new-cluster");
    }
    node.process = launch(command, folder.resolve("node-" + number + ".txt"));
  }

  /** As the command is told of them, in this order. */
  String url(int... order) {
    return IntStream.of(order)
        .mapToObj(i -> HOST + ":" + nodes.get(i).port)
        .collect(Collectors.joining(",", "jdbc:mariadb://", "/stint?user=root"));
  }

  /** Each connection goes to another of the nodes. */
  String spread(int... nodes) {
    return url(nodes).replace("jdbc:mariadb://", "jdbc:mariadb:loadbalance://");
  }

  private String alone(int node) {
    return "jdbc:mariadb://%s:%d/?user=root&connectTimeout=2000&socketTimeout=10000"
        .formatted(HOST, nodes.get(node).port);
  }

  void execute(int node, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(alone(node));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A figure or word that a node has of the cluster; empty while it does not answer. */
  String status(int node, String name) {
    try (Connection connection = DriverManager.getConnection(alone(node));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show global status like '" + name + "'")) {
      return row.next() ? String.valueOf(row.getString(2)) : "";
    } catch (SQLException notYet) {
      return "";
    }
  }

  /** The node takes work, in a cluster of so many. */
  void awaitSize(int node, int size) {
    WorkerProcess.await(
        size + " nodes, seen by node " + node,
        () -> {
          if (!nodes.get(node).process.isAlive()) {
            throw new IllegalStateException("node " + node + " ended by itself; see " + folder);
          }
          return status(node, "wsrep_ready").equals("ON")
              && status(node, "wsrep_local_state_comment").equals("Synced")
              && status(node, "wsrep_cluster_size").equals(Integer.toString(size));
        });
  }

  /** Transactions that this node gave up, as another node's was first. */
  int conflicts(int node) {
    return Integer.parseInt(status(node, "wsrep_local_cert_failures"))
        + Integer.parseInt(status(node, "wsrep_local_bf_aborts"));
  }

  /** As by {@code kill -9}; the files stay. */
  void kill(int node) throws Exception {
    nodes.get(node).process.destroyForcibly().waitFor(120, TimeUnit.SECONDS);
  }

  /** Comes back to the others, and gets what it missed from them. */
  void restart(int node) throws IOException {
    start(node, false);
    awaitSize(node, NODES);
  }

  @Override
  public void close() {
    nodes.forEach(n -> n.process.destroyForcibly());
  }
}
