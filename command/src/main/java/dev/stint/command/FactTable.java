package dev.stint.command;

import dev.stint.command.table.Cell;
import dev.stint.command.table.Column;
import dev.stint.command.table.Table;
import dev.stint.command.table.Tone;
import java.util.ArrayList;
import java.util.List;

/** Names and what they stand for, one a line. */
final class FactTable {

  private static final List<Column> COLUMNS = List.of(Column.whole("", 0), Column.prose("", 0));

  private final List<List<Cell>> rows = new ArrayList<>();

  FactTable with(String name, Object value) {
    return with(name, Cell.of(value));
  }

  FactTable with(String name, Cell value) {
    rows.add(List.of(Cell.of(name, Tone.FAINT), value));
    return this;
  }

  Table table() {
    return new Table(COLUMNS, rows);
  }
}
