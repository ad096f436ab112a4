package dev.stint.jdbc;

import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** SQLite over a driver that a test puts before the real one. */
public final class SqliteOver {

  private SqliteOver() {}

  public static JdbcStores open(String url, UnaryOperator<DataSource> driver) {
    return JdbcStores.sqlite(driver.apply(SqliteDatabase.dataSource(url)));
  }
}
