package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A driver that does not roll back, and says so, leaves nothing of a transaction that failed. */
class HalfDoneTest {

  @TempDir Path dir;

  @Test
  void what_was_done_before_a_failure_is_not_committed_where_the_rollback_fails() throws Exception {
    String url = "jdbc:sqlite:" + dir.resolve("half.db");
    JdbcStores.sqlite(url).migrate().close();
    try (SqliteDatabase database =
        new SqliteDatabase(withoutRollback(SqliteDatabase.dataSource(url)))) {
      database.write(handle -> handle.execute("create table effect (item integer)"));

      assertThatThrownBy(
              () ->
                  database.write(
                      handle -> {
                        handle.execute("insert into effect values (1)");
                        throw new IllegalStateException("the second statement failed");
                      }))
          .hasMessage("the second statement failed");

      assertThat(database.<Integer>write(h -> h.execute("insert into effect values (2)")))
          .isEqualTo(1);
      assertThat(
              database.<String>read(
                  h ->
                      h.createQuery("select group_concat(item) from effect")
                          .mapTo(String.class)
                          .one()))
          .isEqualTo("2");
    }
  }

  private static DataSource withoutRollback(DataSource real) {
    return (DataSource)
        Proxy.newProxyInstance(
            HalfDoneTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> refusing((Connection) method.invoke(real, arguments)));
  }

  private static Connection refusing(Connection real) {
    return (Connection)
        Proxy.newProxyInstance(
            HalfDoneTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("rollback")) {
                throw new SQLException("no answer", "08006");
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }
}
