package dev.stint.redis;

import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.StoredFormat;

/** The number of the format in which a Redis keeps tasks, written down under {@code :format}. */
final class Format {

  /** What this build writes; data without a number was written before there were any: it is 1. */
  static final int VERSION = 1;

  private static final StoredFormat FORMAT =
      new StoredFormat(
          "this Redis", VERSION, "finish its tasks with the release of Stint that stored them");

  private final Redis redis;

  Format(Redis redis) {
    this.redis = redis;
  }

  /** Writes the number down where there is none, and checks it. */
  void prepare() {
    try {
      redis.jedis().setnx(key(), Integer.toString(VERSION));
    } catch (RuntimeException e) {
      throw Failures.of(e);
    }
    check();
  }

  /**
   * Does nothing if this build can work with what is stored.
   *
   * @throws StoreException permanent, if the format is another
   */
  void check() {
    String stored;
    try {
      stored = redis.jedis().get(key());
    } catch (RuntimeException e) {
      throw Failures.of(e);
    }
    FORMAT.check(stored == null ? VERSION : number(stored));
  }

  private static int number(String stored) {
    return stored.matches("\\d{1,9}") ? Integer.parseInt(stored) : Integer.MAX_VALUE;
  }

  private String key() {
    return redis.prefix() + ":format";
  }
}
