package dev.stint.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
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
  private static final int MASTERS = 3;

  /** Where a node of a cluster talks to the others: this far above its port. */
  private static final int BUS = 10_000;

  private static final class Single {
    private static final int PORT = start(freePort(), builder -> {});
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
            .map(i -> start(freePort(), builder -> builder.setting("cluster-enabled yes")))
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

  static int freePort() {
    while (true) {
      try (ServerSocket socket = new ServerSocket(0)) {
        int port = socket.getLocalPort();
        if (port + BUS < 65_536) {
          new ServerSocket(port + BUS, 1, InetAddress.getLoopbackAddress()).close();
          return port;
        }
      } catch (IOException taken) {
        // The next one, then.
      }
    }
  }

  /** A server of one's own, to kill and start again on its files. */
  static final class Restartable {
    private final int port = freePort();
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
