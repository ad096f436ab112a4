package dev.stint.command.process;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;

/**
 * Counts what goes through a data source, beneath any pool: statements, each item of a batch being
 * one, and round trips, which are calls of the driver that wait for the server.
 */
final class CountedStatements {

  private final LongAdder statements = new LongAdder();
  private final LongAdder trips = new LongAdder();

  long statements() {
    return statements.sum();
  }

  long trips() {
    return trips.sum();
  }

  DataSource of(DataSource real) {
    return proxy(DataSource.class, real, this::connecting);
  }

  private Object connecting(DataSource real, Method method, Object[] arguments) throws Throwable {
    Object answer = method.invoke(real, arguments);
    return answer instanceof Connection connection
        ? proxy(Connection.class, connection, this::connected)
        : answer;
  }

  private Object connected(Connection real, Method method, Object[] arguments) throws Throwable {
    boolean ends = method.getName().equals("commit") || method.getName().equals("rollback");
    if (ends) {
      trips.increment();
    }
    Object answer = method.invoke(real, arguments);
    return answer instanceof Statement
        ? proxy(method.getReturnType(), answer, this::stated)
        : answer;
  }

  private Object stated(Object real, Method method, Object[] arguments) throws Throwable {
    String name = method.getName();
    if (name.startsWith("execute")) {
      trips.increment();
    }
    if (name.equals("addBatch") || (name.startsWith("execute") && !name.endsWith("Batch"))) {
      statements.increment();
    }
    return method.invoke(real, arguments);
  }

  /** What is called in place of the real one. */
  private interface Calls<T> {
    Object called(T real, Method method, Object[] arguments) throws Throwable;
  }

  @SuppressWarnings("unchecked")
  private static <T> T proxy(Class<?> type, T real, Calls<T> calls) {
    return (T)
        Proxy.newProxyInstance(
            CountedStatements.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                return calls.called(real, method, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }
}
