package dev.stint.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import redis.clients.jedis.RedisClient;
import redis.embedded.RedisServer;

/** An empty Redis with an append-only file of its own, and a client of it. */
record BenchRedis(RedisServer server, RedisClient client) implements AutoCloseable {

  /**
   * @param fsync {@code always}, {@code everysec} or {@code no}
   */
  static BenchRedis start(String fsync) throws IOException {
    int port = freePort();
    RedisServer server =
        RedisServer.newRedisServer()
            .port(port)
            .bind("127.0.0.1")
            .setting("dir " + Files.createTempDirectory("stint-bench"))
            .setting("appendonly yes")
            .setting("appendfsync " + fsync)
            .setting("auto-aof-rewrite-percentage 0")
            .setting("save \"\"")
            .onShutdownForceStop(true)
            .build();
    server.start();
    return new BenchRedis(server, RedisClient.create("127.0.0.1", port));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
    server.stop();
  }
}
