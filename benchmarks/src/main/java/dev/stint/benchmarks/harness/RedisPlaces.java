package dev.stint.benchmarks.harness;

import dev.stint.redis.RedisStores;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Locale;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.util.SafeEncoder;
import redis.embedded.RedisServer;

/** A Redis with an append-only file, emptied for each measurement. */
public final class RedisPlaces implements Server {

  /** Asks Stint itself: its keys are many. */
  public static final String STINT = "stint";

  private final RedisServer server;
  private final Scratch scratch;
  private final RedisClient client;
  private final int port;
  private final String about;
  private final long pid;

  private RedisPlaces(RedisServer server, Scratch scratch, int port, String fsync) {
    this.server = server;
    this.scratch = scratch;
    this.port = port;
    this.client = RedisClient.create("127.0.0.1", port);
    this.pid = Long.parseLong(info("process_id"));
    this.about =
        "Redis "
            + info("redis_version")
            + " appendonly=yes appendfsync="
            + fsync
            + " save=none"
            + (fsync.equals("always") ? "" : ": a crash may lose a second of answered requests");
  }

  /**
   * @param fsync {@code always} or {@code everysec}
   */
  public static RedisPlaces start(String fsync) throws IOException {
    int port = freePort();
    Scratch scratch = new Scratch();
    RedisServer server =
        RedisServer.newRedisServer()
            .port(port)
            .bind("127.0.0.1")
            .setting("dir " + scratch.path())
            .setting("appendonly yes")
            .setting("appendfsync " + fsync)
            .setting("auto-aof-rewrite-percentage 0")
            .setting("save \"\"")
            .onShutdownForceStop(true)
            .build();
    server.start();
    return new RedisPlaces(server, scratch, port, fsync);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private String info(String name) {
    return client
        .info("server")
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElseThrow();
  }

  @Override
  public String about() {
    return about;
  }

  @Override
  public long pid() {
    return pid;
  }

  @Override
  public Place place() {
    client.flushAll();
    return new Everything();
  }

  @Override
  public void close() throws IOException {
    client.close();
    server.stop();
    scratch.delete();
  }

  /** All of the server. */
  private final class Everything implements Place {

    @Override
    public Arguments into(Arguments arguments) {
      String address = "redis://127.0.0.1:" + port;
      return arguments.with("url", address).with("address", address);
    }

    /** The sum of commands that answer a number, with semicolons between them; or Stint's count. */
    @Override
    public double number(String query) {
      if (query.equals(STINT)) {
        return unfinished();
      }
      double sum = 0;
      for (String command : query.split(";")) {
        String[] words = command.strip().split(" ");
        sum += length(words[0].toUpperCase(Locale.ROOT), words[1]);
      }
      return sum;
    }

    private long unfinished() {
      try (RedisStores store = RedisStores.over(client)) {
        return Unfinished.in(store);
      }
    }

    private long length(String command, String key) {
      return (Long) client.sendCommand(Protocol.Command.valueOf(command), SafeEncoder.encode(key));
    }

    @Override
    public void close() {}
  }
}
