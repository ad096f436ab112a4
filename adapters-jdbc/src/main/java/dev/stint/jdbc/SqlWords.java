package dev.stint.jdbc;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one SQL database says its own way. Statements and migrations name these words in braces, see
 * {@link Template}; a statement that a database says altogether differently is a file in the folder
 * of its name, which goes before the common one. What stands here is said by most. Thread-safe.
 */
interface SqlWords {

  /** The folder of its own statements and migrations; also its name in {@code health}. */
  String name();

  /** Whether ids have a type of their own, which UUIDs are bound to. */
  default boolean typedIds() {
    return false;
  }

  /**
   * Asks the database for its time, in microseconds since 1970; empty where every process that uses
   * the database is on one machine, whose clock it is then.
   */
  default Optional<String> now() {
    return Optional.empty();
  }

  /**
   * Inserts rows unless one with this key is there. No row: one is, even if another transaction
   * commits it meanwhile.
   *
   * @param into the table and its columns, in parentheses
   * @param rows {@code values (…)}, or a SELECT with a WHERE
   * @param key column = value, for each column of the key
   */
  default String insertNew(String into, String rows, List<String> key) {
    return "insert into %s %s on conflict (%s) do nothing".formatted(into, rows, columns(key));
  }

  /** Inserts a row, or updates and locks the one with this key. */
  default String insertOrUpdate(String into, String row, List<String> key, String update) {
    return "insert into %s %s on conflict (%s) do update set %s"
        .formatted(into, row, columns(key), update);
  }

  /** The columns of a key, as an index names them. */
  static String columns(List<String> key) {
    return String.join(", ", key.stream().map(k -> k.replaceFirst(" = .*", "")).toList());
  }

  /** Locks the first {@code :limit} live tasks; those that others have are passed by. */
  default String lockFirst(String columns, String where, String order) {
    return "select %s from stint_task where %s order by %s %s %s"
        .formatted(columns, where, order, limit(":limit"), skipLocked());
  }

  /**
   * A table of which a statement locks the rows whose keys it names, and no others on its way to
   * them.
   */
  default String byId(String table) {
    return table;
  }

  /** Deletes of a table the rows whose keys follow, and locks no others on its way to them. */
  default String deleteById(String table) {
    return "delete from " + table;
  }

  /** Locks what was selected, and waits for it. */
  default String lock() {
    return "for update";
  }

  /** Locks what was selected, passing by what others have. */
  default String skipLocked() {
    return "for update skip locked";
  }

  /** Reads what is committed now, whatever a transaction of the host's saw before. */
  default String shareLock() {
    return "";
  }

  default String limit(String count) {
    return "limit " + count;
  }

  default String limit(String count, String skip) {
    return "limit %s offset %s".formatted(count, skip);
  }

  /**
   * The position of a text in a list of texts with line feeds around each; 0 if it is not there.
   */
  default String placeOf(String text, String list) {
    return "instr(%s, concat(char(10), %s, char(10)))".formatted(list, text);
  }

  /** Digits as a number. */
  default String number(String digits) {
    return digits + " + 0";
  }

  /** The greater of two numbers. */
  default String greater(String one, String other) {
    return "greatest(%s, %s)".formatted(one, other);
  }

  /** Null in a column of numbers. */
  default String noNumber() {
    return "null";
  }

  /**
   * The distinct values of the first columns of an index, without reading every row that has them
   * where the database can.
   */
  default String distinct(String columns, String table, String where) {
    return "select distinct %s from %s where %s".formatted(columns, table, where);
  }

  /** The id that a text holds; the text may be empty and is then not compared. */
  default String idOf(String text) {
    return text;
  }

  /** One more condition of a new id: that no tombstone kept with others has it. */
  default String notTogether(String id) {
    return "";
  }

  /** What a SELECT with a WHERE reads from where it reads from no table. */
  default String fromNothing() {
    return "";
  }

  /**
   * The types of columns: {@code uuid}, {@code bytes}, {@code text} of any length, {@code
   * long-text} of more than 64 KB, {@code chars} of at most that length, {@code exact}: compared by
   * its bytes, at most that many. {@code exact-note} is a comment on the latter.
   */
  Map<String, String> types();

  /** Whether an index may have a WHERE. */
  default boolean partialIndexes() {
    return false;
  }

  /** What stands between the last parenthesis of a table and its semicolon. */
  default String tableEnd(String table) {
    return "";
  }
}
