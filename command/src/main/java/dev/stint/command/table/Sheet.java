package dev.stint.command.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a command shows: parts one below the other. */
public record Sheet(List<Part> parts, String last, Optional<Table> exact) {

  /**
   * @param heading empty for none
   * @param indent of the lines under the heading
   * @param ifEmpty the words for a table without rows; empty to show nothing of this part
   */
  public record Part(String heading, int indent, Table table, String ifEmpty) {

    private List<String> lines(Screen screen) {
      List<String> lines = new ArrayList<>();
      if (!table.rows().isEmpty()) {
        String before = DisplayWidth.blanks(indent);
        TableText.lines(table, screen.indented(indent)).forEach(l -> lines.add(before + l));
      } else if (!ifEmpty.isEmpty()) {
        lines.add(DisplayWidth.blanks(indent) + HarmlessText.of(ifEmpty));
      } else {
        return lines;
      }
      if (!heading.isEmpty()) {
        lines.addAll(0, headings(screen));
      }
      return lines;
    }

    private List<String> headings(Screen screen) {
      int width = screen.width().orElse(Integer.MAX_VALUE);
      return Wrapped.lines(HarmlessText.of(heading), width).stream()
          .map(line -> screen.paint(Tone.STRONG, line))
          .toList();
    }
  }

  public Sheet {
    parts = List.copyOf(parts);
  }

  public Sheet(List<Part> parts) {
    this(parts, "", Optional.empty());
  }

  /** With this table for programs, which have other columns than people. */
  public Sheet exactly(Table table) {
    return new Sheet(parts, last, Optional.of(table));
  }

  /** The one table that CSV has room for: the last unless it was chosen. */
  public Table csv() {
    return exact.orElseGet(() -> parts.get(parts.size() - 1).table());
  }

  /**
   * @param last a line below it; empty for none
   */
  public static Sheet of(Part part, String last) {
    return new Sheet(List.of(part), last, Optional.empty());
  }

  public static Sheet of(Table table, String ifEmpty) {
    return new Sheet(List.of(new Part("", 0, table, ifEmpty)));
  }

  /** The parts that have something to show, with an empty line between them. */
  public List<String> lines(Screen screen) {
    List<String> lines = new ArrayList<>();
    for (Part part : parts) {
      List<String> more = part.lines(screen);
      if (!lines.isEmpty() && !more.isEmpty()) {
        lines.add("");
      }
      lines.addAll(more);
    }
    if (!last.isEmpty()) {
      lines.add(screen.paint(Tone.FAINT, HarmlessText.of(last)));
    }
    return lines;
  }
}
