package dev.stint.command.process;

import dev.stint.application.patience.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A Redis master, a replica of it and three Sentinels, started from the machine's own installation.
 * A process that is still there when the JVM ends is killed with it.
 */
final class SentinelServers implements AutoCloseable {

  /** The server's program; empty if there is no such installation. */
  static final String PROGRAM = System.getProperty("stint.redis.server", "");

  private static final String HOST = "127.0.0.1";
  private static final String MASTER = "main";
  private static final int SENTINELS = 3;

  private final Path folder;
  private final Map<Integer, Process> servers = new LinkedHashMap<>();
  private final List<Integer> sentinels = new ArrayList<>();

  SentinelServers(Path folder) throws IOException {
    this.folder = folder;
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    int master = server();
    awaitPong(master);
    int replica = server("replicaof " + HOST + " " + master);
    for (int i = 0; i < SENTINELS; i++) {
      sentinels.add(sentinel(master));
    }
    sentinels.forEach(SentinelServers::awaitPong);
    WorkerProcess.await(
        "the Sentinels", () -> sentinels.stream().allMatch(SentinelServers::knowsAll));
    replicated(replica);
  }

  /** As the command is told of it. */
  String url() {
    return sentinels.stream()
        .map(port -> HOST + ":" + port)
        .collect(Collectors.joining(",", "redis-sentinel://", "/" + MASTER));
  }

  private int server(String... more) throws IOException {
    int port = FreePort.take();
    List<String> settings =
        new ArrayList<>(
            List.of(
                "appendonly yes",
                "appendfsync always",
                "save \"\"",
                "appenddirname aof-" + port,
                "dbfilename " + port + ".rdb",
                "repl-diskless-sync-delay 0",
                // An old master that comes back takes no writes before it knows its place.
                "min-replicas-max-lag 2"));
    settings.addAll(List.of(more));
    start(port, settings);
    return port;
  }

  private int sentinel(int master) throws IOException {
    int port = FreePort.take();
    start(
        port,
        List.of(
            "sentinel monitor " + MASTER + " " + HOST + " " + master + " 2",
            "sentinel down-after-milliseconds " + MASTER + " 1000",
            "sentinel failover-timeout " + MASTER + " 5000"),
        "--sentinel");
    return port;
  }

  private void start(int port, List<String> settings, String... more) throws IOException {
    Path config = folder.resolve(port + ".conf");
    List<String> all = new ArrayList<>(List.of("port " + port, "bind " + HOST, "dir " + folder));
    all.addAll(settings);
    Files.write(config, all);
    List<String> command = new ArrayList<>(List.of(PROGRAM, config.toString()));
    command.addAll(List.of(more));
    servers.put(
        port,
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(port + ".txt").toFile())
            .start());
  }

  private static void awaitPong(int port) {
    WorkerProcess.await(
        "Redis on port " + port,
        () -> {
          try (Jedis jedis = new Jedis(HOST, port)) {
            return jedis.ping().equals("PONG");
          } catch (JedisException notYet) {
            return false;
          }
        });
  }

  private static boolean knowsAll(int sentinel) {
    try (Jedis jedis = new Jedis(HOST, sentinel)) {
      Map<String, String> seen = jedis.sentinelMaster(MASTER);
      return "1".equals(seen.get("num-slaves"))
          && Integer.toString(SENTINELS - 1).equals(seen.get("num-other-sentinels"));
    }
  }

  /** The master's port, as the first Sentinel sees it. */
  int master() {
    try (Jedis jedis = new Jedis(HOST, sentinels.get(0))) {
      List<String> address = jedis.sentinelGetMasterAddrByName(MASTER);
      return HostAndPort.from(address.get(0) + ":" + address.get(1)).getPort();
    }
  }

  private int replica() {
    int master = master();
    return servers.keySet().stream()
        .filter(port -> port != master && !sentinels.contains(port))
        .findFirst()
        .orElseThrow();
  }

  /** Everything that was answered when this begins is on the replica when it ends. */
  void replicated() {
    replicated(replica());
  }

  private void replicated(int replica) {
    long written = offset(master(), "master_repl_offset");
    WorkerProcess.await("the replica", () -> offset(replica, "slave_repl_offset") >= written);
  }

  private static long offset(int port, String name) {
    try (Jedis jedis = new Jedis(HOST, port)) {
      String info = jedis.info("replication");
      return info.lines()
          .filter(line -> line.startsWith(name + ":"))
          .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1).strip()))
          .findFirst()
          .orElse(-1);
    }
  }

  private Process process(int port) {
    return Objects.requireNonNull(servers.get(port));
  }

  /** As by {@code kill -9}. */
  void kill(int server) throws Exception {
    process(server).destroyForcibly().waitFor(120, TimeUnit.SECONDS);
  }

  /** Stops it where it is, or lets it go on: STOP, CONT. */
  void signal(String name, int server) throws Exception {
    String pid = Long.toString(process(server).pid());
    new ProcessBuilder("kill", "-" + name, pid).start().waitFor();
  }

  /** Another server is the master and takes writes when this ends. */
  void awaitAnother(int before) {
    WorkerProcess.await(
        "another master",
        () -> {
          int master = master();
          if (master == before) {
            return false;
          }
          try (Jedis jedis = new Jedis(HOST, master)) {
            return jedis.info("replication").contains("role:master");
          }
        });
  }

  @Override
  public void close() {
    servers.values().forEach(Process::destroyForcibly);
  }
}
