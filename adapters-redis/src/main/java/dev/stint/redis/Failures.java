package dev.stint.redis;

import dev.stint.application.spi.StoreException;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.exceptions.JedisClusterException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/**
 * Tells by the code of an error reply whether trying again helps. Only a code that says that the
 * command itself is wrong is permanent; whatever else Redis or its client reports may pass.
 */
final class Failures {

  private static final String UNSPECIFIC = "ERR";

  private static final Set<String> PERMANENT =
      Set.of(UNSPECIFIC, "WRONGTYPE", "CROSSSLOT", "NOPROTO", "EXECABORT");

  /** The access list does not let this user. */
  private static final String DENIED = "NOPERM";

  /** Redis before 7 reports what stopped a script inside the sentence, in the script's words. */
  private static final Pattern IN_A_SCRIPT =
      Pattern.compile("@user_script:\\s?\\d+: (?:@user_script: \\d+: )?-?([A-Z]{2,}) ");

  /** What Redis reports without a code of its own although it passes. */
  private static final List<String> PASSING_WITHOUT_CODE =
      List.of("attempted to access a non local key", "max number of clients");

  private Failures() {}

  static StoreException of(RuntimeException error) {
    return error instanceof StoreException known
        ? known
        : new StoreException(kind(error), "Redis refused: " + error.getMessage(), error);
  }

  /** Connections, pools, clusters, and slips of the client come back; a wrong command does not. */
  private static StoreException.Kind kind(RuntimeException error) {
    if (error instanceof JedisDataException && DENIED.equals(code(words(error)))) {
      return StoreException.Kind.DENIED;
    }
    boolean permanent =
        error instanceof JedisDataException
            && !(error instanceof JedisClusterException)
            && !(error instanceof JedisRedirectionException)
            && permanent(words(error));
    return permanent ? StoreException.Kind.PERMANENT : StoreException.Kind.TRANSIENT;
  }

  private static String words(RuntimeException error) {
    return String.valueOf(error.getMessage());
  }

  private static boolean permanent(String reply) {
    return PERMANENT.contains(code(reply))
        && PASSING_WITHOUT_CODE.stream().noneMatch(reply::contains);
  }

  private static String code(String reply) {
    int end = reply.indexOf(' ');
    String outer = end < 0 ? reply : reply.substring(0, end);
    Matcher inner = IN_A_SCRIPT.matcher(reply);
    return outer.equals(UNSPECIFIC) && inner.find() ? inner.group(1) : outer;
  }
}
