package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stint.application.spi.StoreException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A server that says it is TiDB; there is none among the servers of the tests. */
class TidbRefusedTest {

  private static final String VERSION = "select version()";

  @Test
  void migrate_refuses_tidb_in_one_sentence() {
    DataSource tidb = saying(DataSource.class, MariadbFixture.server());

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> JdbcStores.mysql(tidb).migrate())
        .withMessage(
            "TiDB is not supported: its locks do not skip what others hold; use MariaDB or MySQL")
        .matches(e -> !e.isTransient());
  }

  /** The real one, and whatever it hands out, but for the version. */
  private static <T> T saying(Class<T> kind, Object real) {
    return kind.cast(
        Proxy.newProxyInstance(
            TidbRefusedTest.class.getClassLoader(),
            new Class<?>[] {kind},
            (proxy, method, arguments) -> wrapped(answer(real, method, arguments))));
  }

  private static Object answer(Object real, Method method, Object[] arguments) throws Throwable {
    try {
      return arguments != null && VERSION.equals(arguments[0])
          ? method.invoke(real, "select '8.0.11-TiDB-v7.5.1'")
          : method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static Object wrapped(Object answer) {
    if (answer instanceof Connection) {
      return saying(Connection.class, answer);
    }
    return answer != null && answer.getClass().getSimpleName().equals("Statement")
        ? saying(Statement.class, answer)
        : answer;
  }
}
