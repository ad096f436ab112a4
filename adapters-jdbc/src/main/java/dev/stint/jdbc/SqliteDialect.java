package dev.stint.jdbc;

import java.util.Map;
import java.util.Set;

/** SQLite: one transaction at a time writes, so nothing is locked. */
final class SqliteDialect implements Dialect {

  @Override
  public String name() {
    return "sqlite";
  }

  @Override
  public Set<String> products() {
    return Products.SQLITE;
  }

  @Override
  public DialectOperations operations(Statements sql) {
    return new SqliteOperations(sql);
  }

  @Override
  public boolean looseColumns() {
    return true;
  }

  @Override
  public String lock() {
    return "";
  }

  @Override
  public String skipLocked() {
    return "";
  }

  @Override
  public String placeOf(String text, String list) {
    return "instr(%s, char(10) || %s || char(10))".formatted(list, text);
  }

  @Override
  public String greater(String one, String other) {
    return "max(%s, %s)".formatted(one, other);
  }

  @Override
  public String distinct(String columns, String table, String where) {
    return SkipScan.distinct("+", columns, table, where);
  }

  @Override
  public Map<String, String> types() {
    return Map.of(
        "uuid", "text",
        "bytes", "blob",
        "text", "text",
        "long-text", "text",
        "chars", "text",
        "exact", "text");
  }

  @Override
  public boolean partialIndexes() {
    return true;
  }
}
