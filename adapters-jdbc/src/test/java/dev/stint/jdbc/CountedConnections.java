package dev.stint.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** Connections that note what is sent over them: statements, and what begins and ends. */
final class CountedConnections {

  final List<String> sent = new CopyOnWriteArrayList<>();
  private final DataSource real;

  CountedConnections(DataSource real) {
    this.real = real;
  }

  DataSource source() {
    return counted(DataSource.class, real, "");
  }

  private <T> T counted(Class<T> kind, T on, String sql) {
    return kind.cast(
        Proxy.newProxyInstance(
            kind.getClassLoader(),
            new Class<?>[] {kind},
            (proxy, method, arguments) -> {
              String name = method.getName();
              String text =
                  arguments != null && arguments.length > 0 && arguments[0] instanceof String first
                      ? first
                      : sql;
              if (name.startsWith("execute") || name.equals("commit") || name.equals("rollback")) {
                sent.add(name + " " + text.strip());
              }
              try {
                return made(method.invoke(on, arguments), method.getReturnType(), text);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            }));
  }

  /**
   * @param kind as declared: what is unwrapped is asked for as it is
   */
  private Object made(Object answer, Class<?> kind, String sql) {
    if (kind == Connection.class && answer instanceof Connection connection) {
      return counted(Connection.class, connection, "");
    }
    if (answer instanceof PreparedStatement statement) {
      return counted(PreparedStatement.class, statement, sql);
    }
    return answer instanceof Statement statement
        ? counted(Statement.class, statement, sql)
        : answer;
  }
}
