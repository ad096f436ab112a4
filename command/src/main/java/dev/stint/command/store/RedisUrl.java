package dev.stint.command.store;

import com.google.inject.Module;
import dev.stint.application.api.RefusedException;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Stores;
import dev.stint.bootstrap.wiring.RedisMutexModule;
import dev.stint.bootstrap.wiring.RedisStoreModule;
import dev.stint.command.builtin.ImportTarget;
import dev.stint.command.builtin.ImportsUnderWay;
import dev.stint.command.builtin.RedisImportTarget;
import dev.stint.redis.RedisStores;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** {@code redis://user:password@host:port/db} or {@code redis-cluster://host:port,host:port}. */
record RedisUrl(boolean cluster, Set<HostAndPort> nodes, DefaultJedisClientConfig config)
    implements StoreUrl {

  static final List<String> SCHEMES =
      List.of("redis://", "rediss://", "redis-cluster://", "rediss-cluster://");

  private static final Pattern FORM =
      Pattern.compile("redis(s?)(-cluster)?://(?:([^:@/]*)(?::([^@/]*))?@)?([^/@]+)(?:/(\\d*))?");
  private static final int USUAL_PORT = 6_379;
  private static final int POOL = 16;

  /** How long it may go unnoticed that another master serves a slot. */
  private static final Duration TOPOLOGY_AGE = Duration.ofSeconds(1);

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * @throws RefusedException if it is not of the form
   */
  static RedisUrl of(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw refusal(text);
    }
    boolean cluster = form.group(2) != null;
    Set<HostAndPort> nodes = new LinkedHashSet<>();
    for (String node : form.group(5).split(",", -1)) {
      nodes.add(node(node).orElseThrow(() -> refusal(text)));
    }
    String db = form.group(6) == null ? "" : form.group(6);
    if (cluster && !db.isEmpty() || !cluster && nodes.size() > 1 || db.length() > 4) {
      throw refusal(text);
    }
    var config = DefaultJedisClientConfig.builder().ssl(!form.group(1).isEmpty());
    config.database(db.isEmpty() ? 0 : Integer.parseInt(db));
    config.timeoutMillis((int) PATIENCE.toMillis());
    Optional.ofNullable(form.group(3)).filter(u -> !u.isEmpty()).ifPresent(config::user);
    Optional.ofNullable(form.group(4)).filter(p -> !p.isEmpty()).ifPresent(config::password);
    return new RedisUrl(cluster, nodes, config.build());
  }

  private static Optional<HostAndPort> node(String text) {
    try {
      URI uri = URI.create("redis://" + text);
      int port = uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
      return Optional.ofNullable(uri.getHost())
          .filter(host -> port > 0 && port < 65_536)
          .map(host -> new HostAndPort(host, port));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static RefusedException refusal(String text) {
    return new RefusedException(
        "'%s' names no Redis; say redis://host:port/db or redis-cluster://host:port,host:port"
            .formatted(StoreUrl.shown(text)));
  }

  @Override
  public OpenStore open(Duration lease) {
    UnifiedJedis client = client();
    try {
      return new Opened(client, RedisStores.over(client).prepare());
    } catch (StoreException e) {
      client.close();
      throw e;
    }
  }

  /** What was never prepared is read as it is, and gets no key by that. */
  @Override
  public OpenStore look(Duration lease) {
    UnifiedJedis client = client();
    try {
      RedisStores stores = RedisStores.over(client);
      return new Opened(client, stores.prepared() ? stores.prepare() : stores);
    } catch (StoreException e) {
      client.close();
      throw e;
    }
  }

  private UnifiedJedis client() {
    try {
      return cluster
          ? RedisClusterClient.builder()
              .nodes(nodes)
              .topologyRefreshPeriod(TOPOLOGY_AGE)
              .clientConfig(config)
              .poolConfig(pool())
              .build()
          : RedisClient.builder()
              .hostAndPort(nodes.iterator().next())
              .clientConfig(config)
              .poolConfig(pool())
              .build();
    } catch (JedisException e) {
      throw new StoreException(
          StoreException.Kind.TRANSIENT,
          "no node of the Redis Cluster answers at " + Arrays.toString(nodes.toArray()),
          e);
    }
  }

  private static GenericObjectPoolConfig<Connection> pool() {
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(POOL);
    pool.setMaxIdle(POOL);
    pool.setMaxWait(PATIENCE);
    return pool;
  }

  private record Opened(UnifiedJedis client, RedisStores redis) implements OpenStore {

    /** Nothing: Redis has no tables. */
    @Override
    public void migrate() {}

    @Override
    public Stores stores() {
      return redis.stores();
    }

    @Override
    public Optional<String> emptiness() {
      return redis.prepared()
          ? Optional.empty()
          : Optional.of("Stint has kept nothing in this Redis yet");
    }

    @Override
    public Module taskModule() {
      return new RedisStoreModule(redis);
    }

    @Override
    public Module mutexModule() {
      return new RedisMutexModule(redis);
    }

    @Override
    public ImportTarget imports() {
      return new RedisImportTarget(redis.tables(), new ImportsUnderWay(stores().queries()));
    }

    @Override
    public void close() {
      redis.close();
      client.close();
    }
  }
}
