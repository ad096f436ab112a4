package dev.stint.command.builtin;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statements on a user's table. Names are quoted, never trusted.
 *
 * @param quote what the database puts around a name
 */
record ImportTable(String name, List<String> columns, String quote) {

  private static final String MYSQL_QUOTE = "`";

  /** As the database behind the connection writes it. */
  static ImportTable on(Connection connection, String name, List<String> columns)
      throws SQLException {
    return new ImportTable(name, columns, connection.getMetaData().getIdentifierQuoteString());
  }

  private String quoted(String name) {
    return quote + name.replace(quote, quote + quote) + quote;
  }

  /** MariaDB's and MySQL's own text ends at 64 KiB. */
  private String text() {
    return quote.equals(MYSQL_QUOTE) ? " longtext" : " text";
  }

  /** MariaDB's and MySQL's own default may be Latin-1. */
  private String characters() {
    return quote.equals(MYSQL_QUOTE) ? " default character set utf8mb4" : "";
  }

  String drop() {
    return "drop table if exists " + quoted(name);
  }

  String create() {
    return "create table if not exists %s (%s bigint primary key, %s)%s"
        .formatted(
            quoted(name),
            CsvHeader.KEY,
            columns.stream().map(c -> quoted(c) + text()).collect(Collectors.joining(", ")),
            characters());
  }

  /** Its columns, and no row. */
  String none() {
    return "select * from " + quoted(name) + " where 1 = 0";
  }

  String any() {
    return "select 1 from " + quoted(name) + " limit 1";
  }

  String insert() {
    return "insert into %s (%s, %s) values (?%s)"
        .formatted(
            quoted(name),
            CsvHeader.KEY,
            columns.stream().map(this::quoted).collect(Collectors.joining(", ")),
            ", ?".repeat(columns.size()));
  }

  String lastKey() {
    return "select coalesce(max(%s), 0) from %s".formatted(CsvHeader.KEY, quoted(name));
  }

  String counts() {
    return "select count(*)%s from %s"
        .formatted(
            columns.stream()
                .map(c -> ", count(nullif(" + quoted(c) + ", ''))")
                .collect(Collectors.joining()),
            quoted(name));
  }
}
