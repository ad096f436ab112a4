package dev.stint.command.process;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** The store of the chaos test: where it is, and how it is killed, if it is a server. */
interface ChaosServer extends AutoCloseable {

  /** As one who is not disturbed reaches it. */
  String url();

  /** Where it listens; empty if it is a file. */
  Optional<InetSocketAddress> address();

  /** Whether a chunk and its effects are one commit. */
  boolean atomic();

  /** Kills it and starts it again on what it left; returns once it answers. */
  void killAndRestart() throws Exception;

  @Override
  void close() throws Exception;

  /** The URL by way of the proxy. */
  default String through(TcpProxy proxy) {
    String direct = ":" + address().orElseThrow().getPort();
    return url().replace(direct, ":" + proxy.port());
  }

  static ChaosServer sqlite(Path folder) {
    return new File("jdbc:sqlite:" + folder.resolve("chaos.db"));
  }

  static ChaosServer postgresql(Path folder) throws Exception {
    PostgresProcess server = PostgresProcess.start(folder);
    return new Server(server.url(), true, server::kill, server::restart, () -> false, server);
  }

  static ChaosServer mariadb() {
    MariadbProcess server = MariadbProcess.start();
    return new Server(
        server.url(), true, server::kill, server::restart, server::restarting, server);
  }

  static ChaosServer redis(Path folder) throws Exception {
    RedisProcess server = RedisProcess.start(folder);
    return new Server(server.url(), false, server::kill, server::start, () -> false, server);
  }

  /** A file of this machine. */
  record File(String url) implements ChaosServer {
    @Override
    public Optional<InetSocketAddress> address() {
      return Optional.empty();
    }

    @Override
    public boolean atomic() {
      return true;
    }

    @Override
    public void killAndRestart() {
      throw new IllegalStateException("a file is no server");
    }

    @Override
    public void close() {}
  }

  /** What may fail with anything. */
  interface Doing {
    void run() throws Exception;
  }

  /**
   * A server process on this machine.
   *
   * @param starting whether it was started, lives, and may not answer yet
   */
  record Server(
      String url,
      boolean atomic,
      Doing kill,
      Doing start,
      BooleanSupplier starting,
      AutoCloseable process)
      implements ChaosServer {

    @Override
    public Optional<InetSocketAddress> address() {
      String port = url.replaceAll("^.*?//[^/:]*:([0-9]+).*$", "$1");
      return Optional.of(new InetSocketAddress("127.0.0.1", Integer.parseInt(port)));
    }

    @Override
    public void killAndRestart() throws Exception {
      kill.run();
      WorkerProcess.await("the server's answer", this::up);
    }

    /** Starts it if need be: where its port is not free yet it ends at once. */
    private boolean up() {
      if (answers()) {
        return true;
      }
      try {
        if (!starting.getAsBoolean()) {
          start.run();
        }
      } catch (Exception e) {
        System.out.println("the server did not start and is started again: " + e.getMessage());
      }
      return answers();
    }

    private boolean answers() {
      return url.startsWith("jdbc:") ? connects() : pongs();
    }

    private boolean connects() {
      try (Connection connection = DriverManager.getConnection(url)) {
        return connection.isValid(1);
      } catch (SQLException e) {
        return false;
      }
    }

    private boolean pongs() {
      try (Jedis jedis = new Jedis(url)) {
        return jedis.ping().equals("PONG");
      } catch (JedisException e) {
        return false;
      }
    }

    @Override
    public void close() throws Exception {
      process.close();
    }
  }
}
