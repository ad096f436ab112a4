package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.contract.Sample;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.MariaDbDataSource;

class MariadbSchemaTest extends JdbcSchemaContract {

  private static String url(String database) {
    return HostPool.mariadb().replaceFirst("/stint", "/" + database);
  }

  private static DataSource source(String database) {
    try {
      return new MariaDbDataSource(url(database));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  JdbcStores open() {
    return JdbcStores.mysql(source("fresh"));
  }

  @Override
  Connection beside() throws SQLException {
    return DriverManager.getConnection(url("fresh"));
  }

  @Override
  void fresh() {
    MariadbFixture.run("drop database if exists fresh");
    MariadbFixture.run("create database fresh character set latin1");
  }

  @Test
  void every_character_is_kept_though_the_database_has_latin1() {
    fresh();
    JdbcStores jdbc = open().migrate();
    String words = "Žluťoučký кот 猫 😀";

    jdbc.stores().requests().insert(List.of(Sample.of(1).serial(words).active(words).make()));

    assertThat(jdbc.stores().runs().standing(Sample.id(1)).orElseThrow().spec().serialKey())
        .hasToString("Optional[" + words + "]");
  }
}
