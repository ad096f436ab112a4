package dev.stint.command.process;

import dev.stint.application.patience.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

/** A real Redis server of one's own, every write of which is on disk when answered. */
public final class RedisProcess implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final int SLOTS = 16_384;

  private final int port;
  private final RedisServer server;

  private RedisProcess(Path folder, String... settings) throws IOException {
    this.port = FreePort.take();
    RedisServerBuilder builder =
        RedisServer.newRedisServer()
            .port(port)
            .bind(HOST)
            .setting("dir " + folder)
            .setting("dbfilename " + port + ".rdb")
            .setting("appendfilename " + port + ".aof")
            .setting("save \"\"")
            .onShutdownForceStop(true);
    for (String setting : settings) {
      builder.setting(setting);
    }
    this.server = builder.build();
  }

  /** One server, started. */
  public static RedisProcess start(Path folder) throws IOException {
    return start(folder, "appendonly yes", "appendfsync always");
  }

  public static RedisProcess start(Path folder, String... settings) throws IOException {
    RedisProcess redis = new RedisProcess(folder, settings);
    redis.start();
    return redis;
  }

  /** Three masters, joined. */
  public static List<RedisProcess> cluster(Path folder) throws IOException {
    List<RedisProcess> nodes = new java.util.ArrayList<>();
    for (int i = 0; i < 3; i++) {
      RedisProcess node =
          new RedisProcess(
              folder,
              "appendonly yes",
              "appendfsync always",
              "cluster-enabled yes",
              "cluster-config-file nodes-" + i + ".conf");
      node.start();
      nodes.add(node);
      try (Jedis jedis = new Jedis(HOST, node.port)) {
        jedis.clusterAddSlots(IntStream.range(i * SLOTS / 3, (i + 1) * SLOTS / 3).toArray());
        jedis.clusterMeet(HOST, nodes.get(0).port);
      }
    }
    Awaitility.await().until(() -> nodes.stream().allMatch(RedisProcess::complete));
    return nodes;
  }

  private boolean complete() {
    try (Jedis jedis = new Jedis(HOST, port)) {
      String info = jedis.clusterInfo();
      return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:3");
    }
  }

  public void start() throws IOException {
    server.start();
  }

  /** As by {@code kill -9}; the files stay. */
  public void kill() throws IOException {
    server.stop();
  }

  public HostAndPort node() {
    return new HostAndPort(HOST, port);
  }

  public String url() {
    return "redis://" + node();
  }

  @Override
  public void close() throws IOException {
    server.stop();
  }
}
