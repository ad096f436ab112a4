package dev.stint.jdbc;

import dev.stint.application.api.RefusedException;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * How the columns of a purged table are compared: as what they are, so that an index serves and no
 * zone of a session is asked.
 *
 * @param dialect of the database; empty if Stint does not know it
 */
record PurgeColumns(Optional<Dialect> dialect, Column key, Optional<Column> date) {

  /** As SQLite writes current_timestamp. */
  private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /** A column with its type, as a number and as the server calls it. */
  record Column(String name, int type, String typeName) {

    private boolean called(String part) {
      return typeName.toLowerCase(Locale.ROOT).contains(part);
    }
  }

  /** The condition on the date; true of all rows where there is none. */
  String older() {
    if (date.isEmpty()) {
      return "1 = 1";
    }
    String name = date.get().name;
    if (untyped()) {
      return "case typeof(%s) when 'integer' then %s < ? else %s < ? end"
          .formatted(name, name, name);
    }
    return moment(date.get()) ? name + " < from_unixtime(?)" : name + " < ?";
  }

  private boolean untyped() {
    return dialect.filter(Dialect::looseColumns).isPresent();
  }

  /** A moment that is compared in the session's zone. */
  private boolean moment(Column column) {
    return column.typeName.equals("TIMESTAMP")
        && dialect.filter(Dialect::zonedTimestamps).isPresent();
  }

  /** Answers the next place. */
  int bindDate(PreparedStatement statement, int place, Instant before) throws SQLException {
    if (date.isEmpty()) {
      return place;
    }
    LocalDateTime utc = LocalDateTime.ofInstant(before, ZoneOffset.UTC);
    if (untyped()) {
      statement.setLong(place, before.toEpochMilli());
      statement.setString(place + 1, TEXT.format(utc));
      return place + 2;
    }
    Column column = date.get();
    if (moment(column)) {
      statement.setLong(place, before.getEpochSecond());
    } else if (column.called("timestamptz") || column.called("with time zone")) {
      statement.setObject(place, before.atOffset(ZoneOffset.UTC));
    } else if (column.type == Types.DATE) {
      statement.setObject(place, utc.toLocalDate());
    } else if (column.type == Types.TIMESTAMP) {
      statement.setObject(place, utc);
    } else {
      throw new RefusedException(
          "column %s is %s and holds no date".formatted(column.name, column.typeName));
    }
    return place + 1;
  }

  void bindKey(PreparedStatement statement, int place, String value) throws SQLException {
    switch (key.type) {
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT ->
          statement.setLong(place, Long.parseLong(value));
      case Types.NUMERIC, Types.DECIMAL -> statement.setBigDecimal(place, new BigDecimal(value));
      default -> {
        if (key.typeName.equals("uuid")) {
          statement.setObject(place, UUID.fromString(value));
        } else {
          statement.setString(place, value);
        }
      }
    }
  }
}
