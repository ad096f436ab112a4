package dev.stint.jdbc;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * H2 inside the host's process. It has no word for "unless it is there", and locks every row that
 * it sorts: so the first ones are chosen before they are locked.
 */
final class H2Dialect implements Dialect {

  private static final Pattern EQUAL = Pattern.compile("(?:^|and )(\\w+) = ");

  @Override
  public String name() {
    return "h2";
  }

  @Override
  public Set<String> products() {
    return Products.H2;
  }

  @Override
  public HostConnections.Needs needs() {
    return new H2Needs();
  }

  @Override
  public boolean typedIds() {
    return true;
  }

  @Override
  public Optional<String> opening() {
    return Optional.of("set session characteristics as transaction isolation level read committed");
  }

  @Override
  public Optional<String> openingView() {
    return Optional.empty();
  }

  /** Looked for, and inserted by another transaction before it was inserted here. */
  @Override
  public boolean meets(Throwable error) {
    return Failures.hasState(error, Failures.H2_SAME_KEY);
  }

  @Override
  public String insertNew(String into, String rows, List<String> key) {
    String table = into.replaceFirst("(?s) .*", "");
    String select = rows.replaceFirst("(?s)^values \\((.*)\\)$", "select $1 where true");
    return "insert into %s %s and not exists (select 1 from %s where %s)"
        .formatted(into, select, table, String.join(" and ", key));
  }

  @Override
  public String insertOrUpdate(String into, String row, List<String> key, String update) {
    String table = into.replaceFirst("(?s) .*", "");
    String columns = into.substring(table.length());
    return """
        merge into %s using (select 1) one on %s
         when matched then update set %s
         when not matched then insert%s %s"""
        .formatted(table, String.join(" and ", key), update, columns, row);
  }

  /**
   * Only in the order of a whole index are the first rows found without sorting all: what is equal
   * goes before.
   */
  @Override
  public String lockFirst(String columns, String where, String order) {
    String equal =
        EQUAL.matcher(where).results().map(m -> m.group(1) + ", ").collect(Collectors.joining());
    return """
        select %s from (select id from stint_task where %s order by %s%s limit :limit) first (first_id)
          join stint_task on id = first_id
         where %s order by %s for update skip locked"""
        .formatted(columns, where, equal, order, where, order);
  }

  @Override
  public String number(String digits) {
    return "cast(%s as bigint)".formatted(digits);
  }

  @Override
  public String noNumber() {
    return "cast(null as bigint)";
  }

  @Override
  public String idOf(String text) {
    return "cast(nullif(%s, '') as uuid)".formatted(text);
  }

  @Override
  public Map<String, String> types() {
    return Map.of(
        "uuid", "uuid",
        "bytes", "varbinary",
        "text", "varchar",
        "long-text", "varchar",
        "chars", "varchar",
        "exact", "varchar");
  }
}
