package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A connection on which a call failed may be inside a transaction: nobody else's work goes there.
 */
class SqliteFailedConnectionTest {

  @TempDir Path dir;

  /** The calls that do what they are asked, and then throw; a statement by its text. */
  private final Set<String> failing = new HashSet<>();

  private String url;

  @BeforeEach
  void aTable() throws Exception {
    url = "jdbc:sqlite:" + dir.resolve("failed.db");
    JdbcStores.sqlite(url).migrate().close();
    try (SqliteDatabase database = plain()) {
      database.write(handle -> handle.execute("create table effect (item integer)"));
    }
  }

  @Test
  void what_is_written_after_a_beginning_that_failed_is_committed() throws Exception {
    try (SqliteDatabase database = failing();
        SqliteDatabase other = plain()) {
      failing.addAll(Set.of("setAutoCommit", "rollback", "getConnection"));
      assertThatThrownBy(() -> database.write(handle -> handle.execute("select 1")));
      failing.clear();

      database.write(handle -> handle.execute("insert into effect values (1)"));

      assertThat(other.<Integer>read(SqliteFailedConnectionTest::count)).isEqualTo(1);
      other.write(handle -> handle.execute("insert into effect values (2)"));
    }
  }

  @Test
  void what_is_read_after_a_view_that_could_not_be_ended_is_of_now() throws Exception {
    try (SqliteDatabase database = failing();
        SqliteDatabase other = plain()) {
      failing.addAll(Set.of("rollback", "getConnection"));
      assertThatThrownBy(() -> database.view(SqliteFailedConnectionTest::count));
      failing.clear();
      other.write(handle -> handle.execute("insert into effect values (1)"));

      assertThat(database.<Integer>read(SqliteFailedConnectionTest::count)).isEqualTo(1);
      assertThat(database.<Integer>view(SqliteFailedConnectionTest::count)).isEqualTo(1);
    }
  }

  private static int count(Handle handle) {
    return handle.createQuery("select count(*) from effect").mapTo(Integer.class).one();
  }

  private SqliteDatabase plain() {
    return new SqliteDatabase(SqliteDatabase.dataSource(url));
  }

  private SqliteDatabase failing() {
    return new SqliteDatabase(wrapped(DataSource.class, SqliteDatabase.dataSource(url)));
  }

  private <T> T wrapped(Class<T> kind, T real) {
    return kind.cast(
        Proxy.newProxyInstance(
            SqliteFailedConnectionTest.class.getClassLoader(),
            new Class<?>[] {kind},
            (proxy, method, arguments) -> called(real, method, arguments)));
  }

  private Object called(Object real, Method method, Object[] arguments) throws Throwable {
    boolean prepares = method.getName().equals("prepareStatement");
    if (prepares && failing.contains(arguments[0])) {
      throw new SQLException("no answer", "08006");
    }
    Object answer;
    try {
      answer = method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
    if (failing.contains(method.getName())) {
      if (answer instanceof Connection nobodys) {
        nobodys.close();
      }
      throw new SQLException("no answer", "08006");
    }
    return answer instanceof Connection connection ? wrapped(Connection.class, connection) : answer;
  }
}
