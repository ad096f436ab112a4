package dev.stint.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** MariaDB and MySQL. */
final class MysqlDialect implements Dialect {

  @Override
  public String name() {
    return "mysql";
  }

  @Override
  public Set<String> products() {
    return Products.MYSQL;
  }

  @Override
  public HostConnections.Needs needs() {
    return new MysqlNeeds();
  }

  @Override
  public boolean zonedTimestamps() {
    return true;
  }

  /** In UTC: an hour of the session's zone comes twice a year. */
  @Override
  public Optional<String> now() {
    return Optional.of(
        "select timestampdiff(microsecond, timestamp('1970-01-01 00:00:00'), utc_timestamp(6))");
  }

  /**
   * Of this transaction only, which begins with the statement after it. Read committed: the gap
   * locks of the server's default would hold up what inserts beside.
   */
  @Override
  public Optional<String> opening() {
    return Optional.of("set transaction isolation level read committed, read write");
  }

  @Override
  public Optional<String> silent(Database database, Throwable error, Duration took) {
    return Failures.disconnected(error) ? limit(database, took) : Optional.empty();
  }

  /**
   * MariaDB closes the connection and says nothing: told by a server that was up all the while,
   * with a limit that is over.
   */
  private static Optional<String> limit(Database database, Duration took) {
    try {
      return database.read(
          handle -> {
            long limit = variable(handle, "show variables like 'idle_transaction_timeout'");
            long up = variable(handle, "show global status like 'uptime'");
            boolean over = limit > 0 && took.toSeconds() >= limit && up > took.toSeconds();
            return over
                ? Optional.of(Silence.words(Duration.ofSeconds(limit), "idle_transaction_timeout"))
                : Optional.empty();
          });
    } catch (Exception e) {
      return Optional.empty();
    }
  }

  /** 0 where the server does not know it, as MySQL. */
  private static long variable(Handle handle, String show) {
    return handle.createQuery(show).map((rs, c) -> rs.getLong(2)).findFirst().orElse(0L);
  }

  @Override
  public String insertNew(String into, String rows, List<String> key) {
    return "insert ignore into %s %s".formatted(into, rows);
  }

  @Override
  public String insertOrUpdate(String into, String row, List<String> key, String update) {
    return "insert into %s %s on duplicate key update %s".formatted(into, row, update);
  }

  /**
   * Told how to go: of a small table this optimizer reads every row to find a few, and InnoDB locks
   * what it reads, so that others pass by tasks that nobody has.
   */
  @Override
  public String byId(String table) {
    return table + " force index (primary)";
  }

  @Override
  public String deleteById(String table) {
    return "delete %s from %s".formatted(table, byId(table));
  }

  @Override
  public String shareLock() {
    return "lock in share mode";
  }

  @Override
  public String fromNothing() {
    return "from dual";
  }

  /** Names are bytes: no padding, no case. */
  @Override
  public Map<String, String> types() {
    return Map.of(
        "uuid", "char(36) character set ascii collate ascii_bin",
        "bytes", "longblob",
        "text", "text",
        "long-text", "mediumtext",
        "chars", "varchar(%d)",
        "exact", "varbinary(%d)",
        "exact-note", "Names are compared by their bytes: no padding, no case.");
  }

  @Override
  public String tableEnd(String table) {
    return " engine = InnoDB, character set utf8mb4 collate utf8mb4_bin";
  }
}
