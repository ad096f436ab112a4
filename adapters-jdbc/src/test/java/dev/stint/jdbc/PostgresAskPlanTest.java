package dev.stint.jdbc;

import java.util.Map;
import javax.sql.DataSource;

class PostgresAskPlanTest extends JdbcAskPlanContract {

  private final PostgresFixture opened = new PostgresFixture();

  @Override
  DataSource database() {
    opened.close();
    return PostgresFixture.server();
  }

  @Override
  Dialect dialect() {
    return Dialects.POSTGRESQL;
  }

  @Override
  String numbers(int most) {
    return "generate_series(1, %d) n (i)".formatted(most);
  }

  @Override
  String id() {
    return "cast(lpad(to_hex(i), 8, '0') || '-0000-7000-8000-000000000000' as uuid)";
  }

  @Override
  String none() {
    return "cast('' as bytea)";
  }

  @Override
  String analyze(String table) {
    return "vacuum analyze " + table;
  }

  @Override
  String explain(String statement) {
    return "explain (costs off) " + statement;
  }

  @Override
  Map<String, String> plans() {
    return partial();
  }

  @Override
  String wholeTable() {
    return "Seq Scan|Bitmap";
  }
}
