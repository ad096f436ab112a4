package dev.stint.jdbc;

import java.util.List;

/**
 * Distinct values of the first columns of an index, found by skipping from one to the next: a step
 * for each, however many rows have it. For tables whose key is {@code id}.
 */
final class SkipScan {

  private SkipScan() {}

  /**
   * @param last the sign before a value that was found last; SQLite compares bare columns without
   *     their index
   * @param columns the first of the index, after those that {@code where} makes equal
   */
  static String distinct(String last, String columns, String table, String where) {
    List<String> names = List.of(columns.split(",\\s*"));
    String from = String.join(", ", names.stream().map(name -> last + "p." + name).toList());
    String next = String.join(", ", names.stream().map(name -> "n." + name).toList());
    return """
        with recursive place (%1$s) as (
          select * from (select %1$s from %2$s where %3$s order by %1$s limit 1) first_one
          union all
          select %5$s from place p join %2$s n on n.id = (
            select id from %2$s where %3$s and (%1$s) > (%4$s) order by %1$s limit 1)
        )
        select %1$s from place"""
        .formatted(columns, table, where, from, next);
  }
}
