package dev.stint.command.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Lays a table out for people: columns aligned, fitted to the room, two blanks between them. */
public final class TableText {

  private static final int GAP = RowText.GAP;

  private final Table table;
  private final Screen screen;
  private final int[] widths;

  private TableText(Table table, Screen screen) {
    this.table = table;
    this.screen = screen;
    this.widths = widths(table, screen);
  }

  public static List<String> lines(Table table, Screen screen) {
    Table harmless =
        new Table(
            table.columns(),
            table.rows().stream()
                .map(row -> row.stream().map(TableText::harmless).toList())
                .toList());
    return new TableText(fitted(harmless, screen), screen).lines();
  }

  private static Cell harmless(Cell cell) {
    return new Cell(HarmlessText.of(cell.shown()), cell.raw(), cell.tone());
  }

  /**
   * Empty columns go, then those of the greatest rank, until the rest has the room it is read in.
   */
  private static Table fitted(Table table, Screen screen) {
    if (screen.width().isEmpty()) {
      return table;
    }
    Table left = table.filled();
    while (comfortable(left, screen) > screen.width().getAsInt()) {
      int worst = worst(left);
      if (left.columns().get(worst).rank() == 0) {
        return left;
      }
      left = left.without(worst);
    }
    return left;
  }

  private static int worst(Table table) {
    int worst = 0;
    for (int c = 1; c < table.columns().size(); c++) {
      if (table.columns().get(c).rank() >= table.columns().get(worst).rank()) {
        worst = c;
      }
    }
    return worst;
  }

  private static int comfortable(Table table, Screen screen) {
    int[] natural = natural(table, screen);
    return IntStream.range(0, natural.length).map(c -> comfortable(table, natural, c)).sum()
        + GAP * (natural.length - 1);
  }

  private static int comfortable(Table table, int[] natural, int c) {
    return Math.min(natural[c], table.columns().get(c).kind().comfortable());
  }

  private static int[] natural(Table table, Screen screen) {
    return IntStream.range(0, table.columns().size())
        .map(
            c ->
                Math.max(
                    screen.header() ? DisplayWidth.of(table.columns().get(c).title()) : 0,
                    table.rows().stream()
                        .mapToInt(row -> DisplayWidth.of(row.get(c).shown()))
                        .max()
                        .orElse(0)))
        .toArray();
  }

  /** The widest text gives way first. */
  private static int[] widths(Table table, Screen screen) {
    int[] widths = natural(table, screen);
    if (screen.width().isEmpty()) {
      return widths;
    }
    int over = IntStream.of(widths).sum() + GAP * (widths.length - 1) - screen.width().getAsInt();
    for (; over > 0; over--) {
      int widest = -1;
      for (int c = 0; c < widths.length; c++) {
        if (widths[c] > table.columns().get(c).kind().least()
            && (widest < 0 || widths[c] >= widths[widest])) {
          widest = c;
        }
      }
      if (widest < 0) {
        return widths;
      }
      widths[widest]--;
    }
    return widths;
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    RowText rows = new RowText(table.columns(), widths, screen);
    boolean named = table.columns().stream().anyMatch(c -> !c.title().isEmpty());
    if (screen.header() && named) {
      lines.addAll(rows.lines(table.columns().stream().map(TableText::title).toList()));
    }
    table.rows().forEach(row -> lines.addAll(rows.lines(row)));
    return lines;
  }

  private static Cell title(Column column) {
    return Cell.of(column.title(), Tone.FAINT);
  }
}
