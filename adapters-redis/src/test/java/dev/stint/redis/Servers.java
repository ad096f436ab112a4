package dev.stint.redis;

import dev.stint.application.patience.FreePort;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

/** Real Redis servers for all tests of this JVM, every write of which is on disk when answered. */
final class Servers {

  private static final String HOST = "127.0.0.1";
  private static final int SLOTS = 16_384;

  /** Another server than the one that the tests bring along. */
  private static final String INSTALLED = System.getProperty("stint.redis.server", "");

  private static final int MASTERS = 3;

  private static final class Single {
    private static final int PORT = start(FreePort.take(), builder -> {});
    private static final RedisClient CLIENT = RedisClient.create(HOST, PORT);
  }

  private static final class Cluster {
    private static final List<Integer> PORTS = startCluster();
    private static final RedisClusterClient CLIENT =
        RedisClusterClient.create(
            new HashSet<>(PORTS.stream().map(p -> new HostAndPort(HOST, p)).toList()));
  }

  private Servers() {}

  static RedisClient single() {
    return Single.CLIENT;
  }

  /** A connection of its own to the single server. */
  static void onSingle(Consumer<Jedis> work) {
    try (Jedis jedis = new Jedis(HOST, Single.PORT)) {
      work.accept(jedis);
    }
  }

  static RedisClusterClient cluster() {
    return Cluster.CLIENT;
  }

  /** How many masters the cluster has; each began with a share of the slots, in their order. */
  static int masters() {
    return MASTERS;
  }

  /** A connection to one master of the cluster. */
  static Jedis master(int number) {
    return new Jedis(HOST, Cluster.PORTS.get(number), 20_000);
  }

  /** The master that a slot began with. */
  static int masterOf(int slot) {
    return IntStream.range(0, MASTERS)
        .filter(i -> slot < (i + 1) * SLOTS / MASTERS)
        .findFirst()
        .orElseThrow();
  }

  /** One connection to each master of the cluster. */
  static void onEachMaster(Consumer<Jedis> work) {
    Set<Integer> ports = Set.copyOf(Cluster.PORTS);
    for (int port : ports) {
      try (Jedis jedis = new Jedis(HOST, port)) {
        work.accept(jedis);
      }
    }
  }

  private static List<Integer> startCluster() {
    List<Integer> ports =
        IntStream.range(0, MASTERS)
            .map(i -> start(FreePort.take(), builder -> builder.setting("cluster-enabled yes")))
            .boxed()
            .toList();
    for (int i = 0; i < MASTERS; i++) {
      int from = i * SLOTS / MASTERS;
      int to = (i + 1) * SLOTS / MASTERS;
      try (Jedis jedis = new Jedis(HOST, ports.get(i))) {
        jedis.clusterAddSlots(IntStream.range(from, to).toArray());
        jedis.clusterMeet(HOST, ports.get(0));
      }
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(120))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> ports.stream().allMatch(Servers::complete));
    return ports;
  }

  private static boolean complete(int port) {
    try (Jedis jedis = new Jedis(HOST, port)) {
      String info = jedis.clusterInfo();
      return info.contains("cluster_state:ok")
          && info.contains("cluster_known_nodes:" + MASTERS)
          && info.contains("cluster_slots_ok:" + SLOTS);
    }
  }

  private static int start(int port, Consumer<RedisServerBuilder> settings) {
    RedisServer server = server(port, settings);
    start(server);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
    return port;
  }

  private static RedisServer server(int port, Consumer<RedisServerBuilder> settings) {
    try {
      Path folder = Files.createTempDirectory("stint-redis");
      RedisServerBuilder builder =
          RedisServer.newRedisServer()
              .port(port)
              .bind(HOST)
              .setting("dir " + folder)
              .setting("appendonly yes")
              .setting("appendfsync always")
              .setting("save \"\"");
      settings.accept(builder);
      if (!INSTALLED.isEmpty()) {
        builder.executableProvider(() -> new File(INSTALLED));
      }
      return builder.build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void start(RedisServer server) {
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void stop(RedisServer server) {
    try {
      server.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Three masters and a replica of each, to kill one of them. */
  static final class Replicated {
    private static final int NODE_TIMEOUT_MILLIS = 2_000;
    private final Map<Integer, RedisServer> servers = new LinkedHashMap<>();

    Replicated() {
      for (int i = 0; i < 2 * MASTERS; i++) {
        int port = FreePort.take();
        servers.put(port, server(port, Replicated::node));
        Servers.start(servers.get(port));
      }
      for (int i = 0; i < 2 * MASTERS; i++) {
        join(i);
      }
      awaitAll("cluster_known_nodes:" + 2 * MASTERS);
      for (int i = 0; i < MASTERS; i++) {
        replicate(i);
      }
      awaitAll("cluster_state:ok");
      replicated();
    }

    /** None comes back with what it has on disk, and a busy disk is not to look like its end. */
    private static void node(RedisServerBuilder builder) {
      builder
          .setting("appendonly no")
          .onShutdownForceStop(true)
          .setting("cluster-enabled yes")
          .setting("cluster-node-timeout " + NODE_TIMEOUT_MILLIS);
    }

    private int port(int number) {
      return List.copyOf(servers.keySet()).get(number);
    }

    private void join(int number) {
      try (Jedis jedis = new Jedis(HOST, port(number))) {
        if (number < MASTERS) {
          int from = number * SLOTS / MASTERS;
          jedis.clusterAddSlots(IntStream.range(from, (number + 1) * SLOTS / MASTERS).toArray());
        }
        jedis.clusterMeet(HOST, port(0));
      }
    }

    private void replicate(int number) {
      try (Jedis master = new Jedis(HOST, port(number));
          Jedis replica = new Jedis(HOST, port(MASTERS + number))) {
        String id = master.clusterMyId();
        poll().until(() -> replica.clusterNodes().contains(id));
        replica.clusterReplicate(id);
      }
    }

    private void awaitAll(String state) {
      poll()
          .until(
              () -> {
                for (int port : servers.keySet()) {
                  try (Jedis jedis = new Jedis(HOST, port)) {
                    if (!jedis.clusterInfo().contains(state)) {
                      return false;
                    }
                  }
                }
                return true;
              });
    }

    private static ConditionFactory poll() {
      return Awaitility.await()
          .atMost(Duration.ofSeconds(120))
          .pollInterval(Duration.ofMillis(100));
    }

    List<HostAndPort> nodes() {
      return servers.keySet().stream().map(port -> new HostAndPort(HOST, port)).toList();
    }

    void masters(Consumer<Jedis> work) {
      for (int i = 0; i < MASTERS; i++) {
        try (Jedis jedis = new Jedis(HOST, port(i))) {
          work.accept(jedis);
        }
      }
    }

    /** Every write so far is on the replicas when this ends. */
    void replicated() {
      masters(
          master ->
              poll()
                  .until(
                      () ->
                          master.info("replication").contains("state=online")
                              && caughtUp(master.info("replication"))));
    }

    private static boolean caughtUp(String replication) {
      String sent = replication.replaceFirst("(?s).*\nmaster_repl_offset:(\\d+).*", "$1");
      return replication.contains("offset=" + sent + ",");
    }

    /** As by {@code kill -9}. */
    void killMaster() {
      Servers.stop(servers.remove(port(0)));
    }

    /** Stops a master that stays where it is and answers nobody; to close is to let it go on. */
    AutoCloseable pauseMaster() {
      long process;
      try (Jedis jedis = new Jedis(HOST, port(0))) {
        String info = jedis.info("server");
        process = Long.parseLong(info.replaceFirst("(?s).*\nprocess_id:(\\d+).*", "$1"));
      }
      signal("STOP", process);
      return () -> signal("CONT", process);
    }

    private static void signal(String name, long process) {
      try {
        new ProcessBuilder("kill", "-" + name, Long.toString(process)).start().waitFor();
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    void stop() {
      servers.values().forEach(Servers::stop);
    }
  }

  /** A server of one's own, to kill and start again on its files. */
  static final class Restartable {
    private final int port = FreePort.take();
    private final RedisServer server = server(port, builder -> builder.onShutdownForceStop(true));

    int port() {
      return port;
    }

    void start() {
      Servers.start(server);
    }

    /** As by {@code kill -9}. */
    void kill() {
      Servers.stop(server);
    }
  }
}
