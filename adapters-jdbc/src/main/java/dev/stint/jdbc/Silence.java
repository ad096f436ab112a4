package dev.stint.jdbc;

import java.time.Duration;

/** Says why the database ended a chunk's transaction in which nothing was said for too long. */
final class Silence {

  private Silence() {}

  /**
   * @param limit how long a transaction may be silent
   * @param setting the server's name for it
   */
  static String words(Duration limit, String setting) {
    return ("the chunk said nothing to the database for %d ms, and the database ended its transaction"
            + " (%s, half of the lease): do slow work outside the chunk, make the chunk smaller, or"
            + " the lease longer")
        .formatted(limit.toMillis(), setting);
  }
}
