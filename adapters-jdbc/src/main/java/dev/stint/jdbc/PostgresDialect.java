package dev.stint.jdbc;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** PostgreSQL. Its measured statements are its own: one each, over arrays, with RETURNING. */
final class PostgresDialect implements Dialect {

  static final String NOW = "select (extract(epoch from clock_timestamp()) * 1000000)::bigint";

  @Override
  public String name() {
    return "postgresql";
  }

  @Override
  public Set<String> products() {
    return Products.POSTGRESQL;
  }

  @Override
  public HostConnections.Needs needs() {
    return new PostgresNeeds();
  }

  @Override
  public DialectOperations operations(Statements sql) {
    return new PostgresOperations(sql);
  }

  @Override
  public Optional<String> now() {
    return Optional.of(NOW);
  }

  @Override
  public boolean typedIds() {
    return true;
  }

  @Override
  public String placeOf(String text, String list) {
    return "strpos(%s, chr(10) || %s || chr(10))".formatted(list, text);
  }

  @Override
  public String noNumber() {
    return "null::bigint";
  }

  @Override
  public String idOf(String text) {
    return "cast(nullif(%s, '') as uuid)".formatted(text);
  }

  /**
   * An id of today comes after all that are over: one look at the last of them tells. The upper
   * bound, which every id keeps, lets the planner expect few rows and go by the index.
   */
  @Override
  public String notTogether(String id) {
    return """
         and (coalesce(%1$s > (select last_id from stint_tombstones order by last_id desc limit 1), true)
              or not exists (
                select 1 from stint_tombstones
                 where last_id between %1$s and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
                   and first_id <= %1$s and ids @> array[%1$s]))"""
        .formatted(id);
  }

  @Override
  public String distinct(String columns, String table, String where) {
    return SkipScan.distinct("", columns, table, where);
  }

  @Override
  public Map<String, String> types() {
    return Map.of(
        "uuid", "uuid",
        "bytes", "bytea",
        "text", "text",
        "long-text", "text",
        "chars", "text",
        "exact", "text");
  }

  @Override
  public boolean partialIndexes() {
    return true;
  }

  /** Rows that are often updated leave room beside them, and are vacuumed early. */
  @Override
  public String tableEnd(String table) {
    return switch (table) {
      case "stint_task" ->
          " with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02,"
              + " autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 1)";
      case "stint_serial" -> " with (fillfactor = 50)";
      default -> "";
    };
  }
}
