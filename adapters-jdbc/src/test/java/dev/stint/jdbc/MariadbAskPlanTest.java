package dev.stint.jdbc;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

class MariadbAskPlanTest extends JdbcAskPlanContract {

  private final MariadbFixture opened = new MariadbFixture();

  @Override
  DataSource database() {
    opened.close();
    return MariadbFixture.server();
  }

  @Override
  Dialect dialect() {
    return Dialects.MYSQL;
  }

  @Override
  String numbers(int most) {
    return "(select seq as i from seq_1_to_%d) n".formatted(most);
  }

  @Override
  String id() {
    return "concat(lpad(hex(i), 8, '0'), '-0000-7000-8000-000000000000')";
  }

  @Override
  String none() {
    return "''";
  }

  @Override
  String analyze(String table) {
    return "analyze table " + table;
  }

  @Override
  String explain(String statement) {
    return "explain " + statement;
  }

  @Override
  Map<String, String> plans() {
    Map<String, String> plans = new LinkedHashMap<>();
    plans.put("finished_places", "Using index for group-by");
    plans.put("count_finished", "stint_finished_place");
    plans.put("count_ready", "stint_task_ready");
    plans.put("depth", "stint_task_ready");
    plans.put("oldest_ready", "stint_task_ready");
    plans.put("ready_beyond", "stint_task_ready");
    return plans;
  }

  @Override
  String wholeTable() {
    return "stint_\\w+ +(?:ALL|index) ";
  }
}
