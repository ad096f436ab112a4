package dev.stint.jdbc;

import java.util.List;
import java.util.OptionalInt;
import javax.sql.DataSource;

/** How many connections a pool gives at most, where it tells: HikariCP, DBCP, Tomcat, c3p0. */
final class PoolSize {

  private static final List<String> GETTERS =
      List.of("getMaximumPoolSize", "getMaxTotal", "getMaxPoolSize", "getMaxActive");

  private PoolSize() {}

  /** Empty for a data source that does not tell, or is no pool. */
  static OptionalInt of(DataSource source) {
    for (String getter : GETTERS) {
      try {
        Object size = source.getClass().getMethod(getter).invoke(source);
        if (size instanceof Integer most && most > 0) {
          return OptionalInt.of(most);
        }
      } catch (ReflectiveOperationException | RuntimeException e) {
        // Another pool's word for it.
      }
    }
    return OptionalInt.empty();
  }
}
