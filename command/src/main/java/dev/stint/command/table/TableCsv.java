package dev.stint.command.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A table as RFC 4180 has it: exact values, every column, quoted where they must be. */
public final class TableCsv {

  private static final Pattern SPECIAL = Pattern.compile("[\",\\r\\n]|^\\s|\\s$");

  private TableCsv() {}

  /** Records without their line ends. */
  public static List<String> records(Table table, boolean header) {
    List<String> records = new ArrayList<>();
    if (header) {
      records.add(record(table.columns().stream().map(TableCsv::name).toList()));
    }
    table.rows().forEach(row -> records.add(record(row.stream().map(Cell::raw).toList())));
    return records;
  }

  private static String name(Column column) {
    return column.title().toLowerCase(Locale.ROOT).replace(' ', '_');
  }

  private static String record(List<String> fields) {
    return fields.stream().map(TableCsv::field).collect(Collectors.joining(","));
  }

  private static String field(String text) {
    return SPECIAL.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
