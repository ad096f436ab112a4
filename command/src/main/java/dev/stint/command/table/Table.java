package dev.stint.command.table;

import java.util.List;
import java.util.stream.IntStream;

/** Columns, and rows with a cell for each of them. */
public record Table(List<Column> columns, List<List<Cell>> rows) {

  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Cell> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(row.size() + " cells in " + columns.size() + " columns");
      }
    }
  }

  /** Without the columns in which every cell is empty, but for those of rank 0. */
  Table filled() {
    return with(
        IntStream.range(0, columns.size())
            .filter(c -> columns.get(c).rank() == 0 || !isEmpty(c))
            .toArray());
  }

  private boolean isEmpty(int column) {
    return rows.stream().allMatch(row -> row.get(column).isEmpty());
  }

  /** Only these columns. */
  Table with(int... kept) {
    return new Table(
        IntStream.of(kept).mapToObj(columns::get).toList(),
        rows.stream().map(row -> IntStream.of(kept).mapToObj(row::get).toList()).toList());
  }

  Table without(int column) {
    return with(IntStream.range(0, columns.size()).filter(c -> c != column).toArray());
  }
}
