package dev.stint.command.store;

import dev.stint.application.api.RefusedException;
import dev.stint.application.spi.StoreException;
import java.time.Duration;
import java.util.List;

/**
 * Says where tasks, or mutexes, are kept. One permitted class for each kind of store, named below
 * and nowhere else; a driver is loaded only when its URL is opened.
 */
public sealed interface StoreUrl permits JdbcUrl, MongoUrl, RedisUrl {

  /**
   * Reads a URL; connects to nothing.
   *
   * @throws RefusedException in one sentence, if no store has such a URL
   */
  static StoreUrl of(String text) {
    if (JdbcUrl.SCHEMES.stream().anyMatch(text::startsWith)) {
      return new JdbcUrl(text);
    }
    if (MongoUrl.SCHEMES.stream().anyMatch(text::startsWith)) {
      return MongoUrl.of(text);
    }
    if (RedisUrl.SCHEMES.stream().anyMatch(text::startsWith)) {
      return RedisUrl.of(text);
    }
    throw new RefusedException(
        "no store for '%s'; it must begin with %s, %s, %s"
            .formatted(
                shown(text),
                names(JdbcUrl.SCHEMES),
                names(MongoUrl.SCHEMES),
                names(RedisUrl.SCHEMES)));
  }

  private static String names(List<String> schemes) {
    return String.join(", ", schemes);
  }

  /** Without the name and password of a user. */
  static String shown(String text) {
    return Secrets.hidden(text).replaceAll("//[^/\\s]*@", "//");
  }

  /**
   * Connects.
   *
   * @param lease of the workers, which bounds what the server waits for
   * @throws StoreException if the store cannot be reached
   */
  OpenStore open(Duration lease);

  /**
   * Connects to a store that is there already, to read; makes neither file nor table nor key.
   *
   * @throws StoreException if it is not there, or was not migrated
   */
  OpenStore look(Duration lease);

  /** What is said of a store that cannot be looked at. */
  static StoreException nothing(String words) {
    return new StoreException(
        StoreException.Kind.PERMANENT,
        words
            + "; 'stint migrate' makes it ready, as every command that stores or runs tasks does");
  }
}
