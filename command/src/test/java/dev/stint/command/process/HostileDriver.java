package dev.stint.command.process;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * A driver that throws what no driver should: before it did what it was asked, or after. Seeded,
 * and well again once it threw as often as it was to. Thread-safe.
 */
final class HostileDriver {

  /** Where a fault is met; what only reads a setting has fewer. */
  private static final Set<String> POINTS =
      Set.of(
          "getConnection",
          "prepareStatement",
          "createStatement",
          "execute",
          "executeQuery",
          "executeUpdate",
          "executeBatch",
          "commit",
          "rollback",
          "setAutoCommit",
          "getAutoCommit",
          "isReadOnly",
          "isClosed",
          "isValid",
          "close");

  /** A connection that was not closed would be missing: these fail once it is. */
  private static final Set<String> ONLY_AFTER = Set.of("close");

  private final HostileFaults faults;

  /**
   * @param every how many calls there are to a fault
   */
  HostileDriver(long seed, int faults, int every) {
    this.faults =
        new HostileFaults(
            seed,
            faults,
            every,
            () -> new SQLException("timed out", "08006"),
            List.of(
                () -> new SQLException("no state", (String) null),
                HostileDriver::cyclic,
                () -> new SQLException("the connection broke", "08006")));
  }

  DataSource over(DataSource real) {
    return wrapped(DataSource.class, real);
  }

  HostileFaults faults() {
    return faults;
  }

  private <T> T wrapped(Class<T> kind, T real) {
    return kind.cast(
        Proxy.newProxyInstance(
            HostileDriver.class.getClassLoader(),
            new Class<?>[] {kind},
            (proxy, method, arguments) -> called(real, method, arguments)));
  }

  private Object called(Object real, Method method, Object[] arguments) throws Throwable {
    String name = method.getName();
    HostileFaults.Call call = () -> answer(real, method, arguments);
    Object answer =
        POINTS.contains(name)
            ? faults.around(name, ONLY_AFTER.contains(name), call, HostileDriver::lost)
            : call.answer();
    return wrapped(answer, method.getReturnType());
  }

  /** A connection that nobody gets would be missing. */
  private static void lost(Object answer) {
    if (answer instanceof Connection connection) {
      try {
        connection.close();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static Object answer(Object real, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  private Object wrapped(Object answer, Class<?> kind) {
    if (kind == Connection.class) {
      return wrapped(Connection.class, (Connection) answer);
    }
    if (kind == PreparedStatement.class) {
      return wrapped(PreparedStatement.class, (PreparedStatement) answer);
    }
    if (kind == Statement.class) {
      return wrapped(Statement.class, (Statement) answer);
    }
    if (answer instanceof int[] counts && counts.length > 1) {
      // As drivers do that rewrite a batch.
      Arrays.fill(counts, Statement.SUCCESS_NO_INFO);
    }
    return answer;
  }

  private static SQLException cyclic() {
    SQLException first = new SQLException((String) null, (String) null);
    SQLException second = new SQLException("second", "", first);
    first.initCause(second);
    first.setNextException(second);
    return first;
  }
}
