package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stint.application.spi.StoreException;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sqlite.SQLiteDataSource;

/** A store over a data source of another database says so, before it makes or asks for a table. */
class OtherDatabaseTest {

  private static DataSource h2() {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:other;DB_CLOSE_DELAY=-1");
    return source;
  }

  private static DataSource sqlite() {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:file:other?mode=memory&cache=shared");
    return source;
  }

  static Stream<Arguments> mistaken() {
    return Stream.of(
        Arguments.of(
            (Function<DataSource, JdbcStores>) JdbcStores::postgresql, h2(), "PostgreSQL", "H2"),
        Arguments.of(
            (Function<DataSource, JdbcStores>) JdbcStores::mysql, h2(), "MariaDB and MySQL", "H2"),
        Arguments.of((Function<DataSource, JdbcStores>) JdbcStores::h2, sqlite(), "H2", "SQLite"));
  }

  @ParameterizedTest
  @MethodSource("mistaken")
  void it_says_which_one_is_there(
      Function<DataSource, JdbcStores> store, DataSource source, String own, String there) {
    String words =
        "this is the store for %s, and the data source is of %s; take the store for that"
            .formatted(own, there);

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> store.apply(source).migrate())
        .withMessage(words)
        .matches(e -> !e.isTransient());
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> store.apply(source).stores().queries().counts())
        .withMessage(words);
  }
}
