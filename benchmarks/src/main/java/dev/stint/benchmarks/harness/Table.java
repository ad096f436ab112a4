package dev.stint.benchmarks.harness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Rows under one heading, as Markdown takes them and a terminal shows them. */
public final class Table {

  private final List<String[]> rows = new ArrayList<>();

  public Table(String... heading) {
    rows.add(heading);
  }

  public Table row(Object... cells) {
    String[] words = new String[cells.length];
    for (int i = 0; i < cells.length; i++) {
      words[i] = cells[i].toString();
    }
    rows.add(words);
    return this;
  }

  /** Three digits that count. */
  public static String figure(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    if (Math.abs(value) >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
  }

  public void print() {
    int columns = rows.get(0).length;
    int[] widths = new int[columns];
    for (String[] row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    for (int r = 0; r < rows.size(); r++) {
      print(rows.get(r), widths);
      if (r == 0) {
        String[] rule = new String[columns];
        for (int i = 0; i < columns; i++) {
          rule[i] = String.join("", Collections.nCopies(widths[i], "-"));
        }
        print(rule, widths);
      }
    }
  }

  private static void print(String[] row, int[] widths) {
    StringBuilder line = new StringBuilder("|");
    for (int i = 0; i < row.length; i++) {
      String pad = " ".repeat(widths[i] - row[i].length());
      line.append(i == 0 ? " " + row[i] + pad : " " + pad + row[i]).append(" |");
    }
    System.out.println(line);
  }
}
