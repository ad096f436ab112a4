package dev.stint.bootstrap.store;

import dev.stint.application.api.RefusedException;
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
    return text.replaceAll("//[^/]*@", "//");
  }

  /**
   * Connects.
   *
   * @param lease of the workers, which bounds what the server waits for
   * @throws dev.stint.application.spi.StoreException if the store can not be reached
   */
  OpenStore open(Duration lease);
}
