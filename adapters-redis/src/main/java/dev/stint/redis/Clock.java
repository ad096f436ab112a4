package dev.stint.redis;

/**
 * What a script is given for the store's time: nothing, so that it asks its server; or a moment.
 */
@FunctionalInterface
interface Clock {

  /** Each server's own. */
  Clock SERVER = () -> "";

  /** Microseconds since 1970 in decimal, or empty. */
  String bound();
}
