package dev.stint.command.table;

import java.util.List;

/** Lays out the rows of a table whose columns have their widths. */
final class RowText {

  static final int GAP = 2;

  private final List<Column> columns;
  private final int[] widths;
  private final Screen screen;

  RowText(List<Column> columns, int[] widths, Screen screen) {
    this.columns = columns;
    this.widths = widths;
    this.screen = screen;
  }

  /** One line, or more if a cell is wrapped. */
  List<String> lines(List<Cell> row) {
    List<List<String>> texts =
        java.util.stream.IntStream.range(0, row.size()).mapToObj(c -> texts(row, c)).toList();
    int most = texts.stream().mapToInt(List::size).max().orElse(1);
    return java.util.stream.IntStream.range(0, most).mapToObj(l -> line(row, texts, l)).toList();
  }

  private List<String> texts(List<Cell> row, int c) {
    String text = row.get(c).shown();
    return columns.get(c).kind() == Column.Kind.PROSE
        ? Wrapped.lines(text, Math.max(1, widths[c]))
        : List.of(DisplayWidth.cut(text, widths[c], screen.ellipsis()));
  }

  private String line(List<Cell> row, List<List<String>> texts, int number) {
    StringBuilder line = new StringBuilder();
    int owed = 0;
    for (int c = 0; c < row.size(); c++) {
      String text = number < texts.get(c).size() ? texts.get(c).get(number) : "";
      int blanks = widths[c] - DisplayWidth.of(text);
      boolean right = columns.get(c).kind() == Column.Kind.NUMBER;
      if (!text.isEmpty()) {
        line.append(DisplayWidth.blanks(owed + (right ? blanks : 0)));
        line.append(screen.paint(row.get(c).tone(), text));
        owed = 0;
      }
      owed += GAP + (text.isEmpty() ? widths[c] : right ? 0 : blanks);
    }
    return line.toString();
  }
}
