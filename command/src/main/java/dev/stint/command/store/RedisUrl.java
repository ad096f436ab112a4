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
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * {@code redis://user:password@host:port/db}, {@code redis-cluster://host:port,host:port} or {@code
 * redis-sentinel://host:port,host:port/master}.
 *
 * @param place the database's number, empty for the first; with Sentinel the master's name
 */
record RedisUrl(Kind kind, Set<HostAndPort> nodes, String place, DefaultJedisClientConfig config)
    implements StoreUrl {

  static final List<String> SCHEMES =
      List.of(
          "redis://",
          "rediss://",
          "redis-cluster://",
          "rediss-cluster://",
          "redis-sentinel://",
          "rediss-sentinel://");

  /** What the nodes are, and what may follow them. */
  private enum Kind {
    SERVER(6_379, "\\d{0,4}"),
    CLUSTER(6_379, ""),
    SENTINEL(26_379, "[\\w.-]+");

    private final int usualPort;
    private final Pattern place;

    Kind(int usualPort, String place) {
      this.usualPort = usualPort;
      this.place = Pattern.compile(place);
    }

    static Kind of(String suffix) {
      return suffix.isEmpty() ? SERVER : suffix.equals("-cluster") ? CLUSTER : SENTINEL;
    }
  }

  private static final Pattern FORM =
      Pattern.compile(
          "redis(s?)(|-cluster|-sentinel)://(?:([^:@/]*)(?::([^@/]*))?@)?([^/@]+)(?:/([^/]*))?");
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
    Kind kind = Kind.of(form.group(2));
    Set<HostAndPort> nodes = new LinkedHashSet<>();
    for (String node : form.group(5).split(",", -1)) {
      nodes.add(node(node, kind.usualPort).orElseThrow(() -> refusal(text)));
    }
    String place = form.group(6) == null ? "" : form.group(6);
    if (!kind.place.matcher(place).matches() || kind == Kind.SERVER && nodes.size() > 1) {
      throw refusal(text);
    }
    var config = DefaultJedisClientConfig.builder().ssl(!form.group(1).isEmpty());
    if (kind == Kind.SERVER && !place.isEmpty()) {
      config.database(Integer.parseInt(place));
    }
    config.timeoutMillis((int) PATIENCE.toMillis());
    Optional.ofNullable(form.group(3)).filter(u -> !u.isEmpty()).ifPresent(config::user);
    Optional.ofNullable(form.group(4)).filter(p -> !p.isEmpty()).ifPresent(config::password);
    return new RedisUrl(kind, nodes, place, config.build());
  }

  private static Optional<HostAndPort> node(String text, int usualPort) {
    try {
      URI uri = URI.create("redis://" + text);
      int port = uri.getPort() < 0 ? usualPort : uri.getPort();
      return Optional.ofNullable(uri.getHost())
          .filter(host -> port > 0 && port < 65_536)
          .map(host -> new HostAndPort(host, port));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static RefusedException refusal(String text) {
    return new RefusedException(
        "'%s' names no Redis; say redis://host:port/db, redis-cluster://host:port,host:port or redis-sentinel://host:port,host:port/master"
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
      return switch (kind) {
        case SERVER ->
            RedisClient.builder()
                .hostAndPort(nodes.iterator().next())
                .clientConfig(config)
                .poolConfig(pool())
                .build();
        case CLUSTER ->
            RedisClusterClient.builder()
                .nodes(nodes)
                .topologyRefreshPeriod(TOPOLOGY_AGE)
                .clientConfig(config)
                .poolConfig(pool())
                .build();
        case SENTINEL -> sentinel();
      };
    } catch (JedisException e) {
      throw new StoreException(StoreException.Kind.TRANSIENT, nobody(), e);
    }
  }

  /** The user and the password are the servers': Sentinels are asked without. */
  private UnifiedJedis sentinel() {
    return RedisSentinelClient.builder()
        .sentinels(nodes)
        .masterName(place)
        .sentinelClientConfig(
            DefaultJedisClientConfig.builder()
                .ssl(config.isSsl())
                // Not known to what listens to a Sentinel, which would say so in the log.
                .autoNegotiateProtocol(false)
                .timeoutMillis((int) PATIENCE.toMillis())
                .build())
        .clientConfig(config)
        .poolConfig(pool())
        .build();
  }

  private String nobody() {
    String where = Arrays.toString(nodes.toArray());
    return kind == Kind.SENTINEL
        ? "no Sentinel at %s names a master '%s'".formatted(where, place)
        : "no node of the Redis Cluster answers at " + where;
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
