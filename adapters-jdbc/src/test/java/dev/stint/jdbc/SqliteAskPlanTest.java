package dev.stint.jdbc;

import java.util.Map;
import javax.sql.DataSource;

class SqliteAskPlanTest extends JdbcAskPlanContract {

  private final SqliteFixture opened = new SqliteFixture();

  @Override
  DataSource database() {
    return SqliteDatabase.dataSource(opened.url());
  }

  @Override
  Dialect dialect() {
    return Dialects.SQLITE;
  }

  @Override
  String numbers(int most) {
    return "(with recursive n (i) as (select 1 union all select i + 1 from n where i < %d) select i from n)"
        .formatted(most);
  }

  @Override
  String id() {
    return "printf('%08x-0000-7000-8000-000000000000', i)";
  }

  @Override
  String none() {
    return "x''";
  }

  /** As hosts' files are: nobody analyzes them. */
  @Override
  String analyze(String table) {
    return "select count(*) from " + table;
  }

  @Override
  String explain(String statement) {
    return "explain query plan " + statement;
  }

  @Override
  Map<String, String> plans() {
    return partial();
  }

  @Override
  String wholeTable() {
    return "SCAN (?:stint_\\w+|n) (?!USING)|TEMP B-TREE FOR ORDER|[(]queue>";
  }
}
