package dev.stint.redis;

import dev.stint.application.spi.StoreException;
import java.util.Set;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisBusyException;
import redis.clients.jedis.exceptions.JedisClusterException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/** Tells by the code that begins an error reply, never by its text, whether trying again helps. */
final class Failures {

  private static final Set<String> PASSING =
      Set.of(
          "LOADING",
          "BUSY",
          "TRYAGAIN",
          "CLUSTERDOWN",
          "MASTERDOWN",
          "READONLY",
          "OOM",
          "NOREPLICAS",
          "MISCONF",
          "UNBLOCKED",
          "UNKILLABLE");

  private Failures() {}

  static StoreException of(RuntimeException error) {
    return error instanceof StoreException known
        ? known
        : new StoreException(kind(error), "Redis refused: " + error.getMessage(), error);
  }

  /** Connections, pools and clusters that have no answer come back; a refused command does not. */
  private static StoreException.Kind kind(RuntimeException error) {
    boolean passing =
        !(error instanceof JedisDataException data)
            || data instanceof JedisClusterException
            || data instanceof JedisRedirectionException
            || data instanceof JedisBusyException
            || !(data instanceof JedisAccessControlException) && PASSING.contains(code(data));
    return passing ? StoreException.Kind.TRANSIENT : StoreException.Kind.PERMANENT;
  }

  private static String code(JedisDataException error) {
    String reply = String.valueOf(error.getMessage());
    int end = reply.indexOf(' ');
    return end < 0 ? reply : reply.substring(0, end);
  }
}
