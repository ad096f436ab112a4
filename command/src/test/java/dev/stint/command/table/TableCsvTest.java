package dev.stint.command.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableCsvTest {

  @Test
  void values_are_exact_and_quoted_where_they_must_be() {
    Instant now = Instant.parse("2026-11-30T12:00:00Z");
    Table table =
        new Table(
            List.of(Column.text("name", 0), Column.number("n", 3), Column.whole("at", 9)),
            List.of(
                List.of(
                    Cell.of("a \"b\", c\nd"),
                    Cell.number(1_234_567),
                    new Times(now, true).cell(now.minusSeconds(5))),
                List.of(Cell.NONE, Cell.number(0), Cell.NONE)));

    assertThat(TableCsv.records(table, true))
        .containsExactly("name,n,at", "\"a \"\"b\"\", c\nd\",1234567,2026-11-30T11:59:55Z", ",0,");
    assertThat(TableCsv.records(table, false)).hasSize(2);
  }
}
