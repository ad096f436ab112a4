package dev.stint.command.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.random.RandomCases;
import dev.stint.domain.random.RandomValues;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tables at several widths, to the letter. */
class TableTextTest {

  private static final String ID = "01a22c72-d9c9-7265-8b31-1ddc3e4b0db3";

  private static final Table TASKS =
      new Table(
          List.of(
              Column.whole("ID", 0),
              Column.whole("STATUS", 0),
              Column.text("TYPE", 0),
              Column.number("DONE", 2),
              Column.text("NAME", 3),
              Column.text("OWNER", 1)),
          List.of(
              row(ID, "FAILED", "orders.mail.monthly", "7%", "Brief an 北京市的所有客户 über Preise"),
              row(ID, "SUCCEEDED", "a", "100%", "👍🏽 fine")));

  private static List<Cell> row(String id, String status, String type, String done, String name) {
    Tone tone = status.equals("FAILED") ? Tone.BAD : Tone.GOOD;
    return List.of(
        Cell.of(id), Cell.of(status, tone), Cell.of(type), Cell.of(done), Cell.of(name), Cell.NONE);
  }

  static Screen screen(int width) {
    return new Screen(OptionalInt.of(width), false, true, true);
  }

  @Test
  void at_200_cells_all_columns_that_hold_something_are_whole() {
    assertThat(TableText.lines(TASKS, screen(200)))
        .containsExactly(
            "ID                                    STATUS     TYPE                 DONE  NAME",
            ID + "  FAILED     orders.mail.monthly    7%  Brief an 北京市的所有客户 über Preise",
            ID + "  SUCCEEDED  a                    100%  👍🏽 fine");
  }

  @Test
  void at_80_cells_text_is_cut_and_the_last_in_rank_is_left_out() {
    assertThat(TableText.lines(TASKS, screen(80)))
        .containsExactly(
            "ID                                    STATUS     TYPE                 DONE",
            ID + "  FAILED     orders.mail.monthly    7%",
            ID + "  SUCCEEDED  a                    100%");
  }

  @Test
  void at_90_cells_the_widest_text_gives_way_to_another_column() {
    assertThat(TableText.lines(TASKS, screen(90)))
        .containsExactly(
            "ID                                    STATUS     TYPE               DONE  NAME",
            ID + "  FAILED     orders.mail.mont…    7%  Brief an 北京市…",
            ID + "  SUCCEEDED  a                  100%  👍🏽 fine");
  }

  @Test
  void at_60_cells_only_what_must_be_there_is() {
    assertThat(TableText.lines(TASKS, screen(60)))
        .containsExactly(
            "ID                                    STATUS     TYPE",
            ID + "  FAILED     orders.mai…",
            ID + "  SUCCEEDED  a");
  }

  @Test
  void an_id_is_whole_however_little_room_there_is() {
    assertThat(TableText.lines(TASKS, screen(5)))
        .allSatisfy(line -> assertThat(line).matches("ID .*|" + ID + " .*"));
  }

  @Test
  void without_a_width_nothing_is_cut_or_left_out_and_no_column_named() {
    assertThat(TableText.lines(TASKS, Screen.PLAIN))
        .containsExactly(
            ID + "  FAILED     orders.mail.monthly    7%  Brief an 北京市的所有客户 über Preise",
            ID + "  SUCCEEDED  a                    100%  👍🏽 fine");
    assertThat(TableText.lines(TASKS, Screen.PLAIN.headed()).get(0))
        .matches(".* DONE  NAME {35}OWNER");
  }

  @Test
  void colour_changes_no_width_and_is_closed_on_each_line() {
    Screen plain = screen(80);
    Screen colored = new Screen(plain.width(), true, true, true);
    List<String> lines = TableText.lines(TASKS, colored);

    assertThat(lines.get(1)).contains("\u001B[31mFAILED\u001B[0m     ");
    assertThat(lines.stream().map(l -> l.replaceAll("\u001B\\[\\d*m", "")))
        .isEqualTo(TableText.lines(TASKS, plain));
  }

  @Test
  void without_unicode_an_ellipsis_is_three_full_stops() {
    Screen ascii = new Screen(OptionalInt.of(60), false, false, false);

    assertThat(TableText.lines(TASKS, ascii).get(0)).endsWith("orders.m...");
  }

  @Test
  void hostile_text_steers_nothing_and_stays_in_its_line() {
    Table hostile =
        new Table(
            List.of(Column.text("A", 0), Column.whole("B", 0)),
            List.of(List.of(Cell.of("\u001B[31mred\nnext\u009B2J\u202E\r"), Cell.of("b\u0007"))));

    assertThat(TableText.lines(hostile, screen(80)))
        .containsExactly(
            "A                                  B",
            "\\u001B[31mred next\\u009B2J\\u202E   b\\u0007");
  }

  @Test
  void prose_goes_on_below_itself() {
    Table facts =
        new Table(
            List.of(Column.whole("", 0), Column.prose("", 0)),
            List.of(
                List.of(Cell.of("failure"), Cell.of("the host did not answer in time, 3 tries")),
                List.of(Cell.of("url"), Cell.of("http://" + "x".repeat(30)))));

    assertThat(TableText.lines(facts, screen(30)))
        .containsExactly(
            "failure  the host did not",
            "         answer in time, 3",
            "         tries",
            "url      http://xxxxxxxxxxxxxx",
            "         xxxxxxxxxxxxxxxx");
    assertThat(TableText.lines(facts, Screen.PLAIN)).hasSize(2);
  }

  @Test
  void whatever_a_table_holds_its_lines_fit_and_its_ids_are_whole() {
    RandomCases.check(300, TableTextTest::fits);
  }

  private static void fits(RandomValues values) {
    Table table =
        new Table(
            List.of(
                Column.whole("ID", 0),
                Column.text("T", 0),
                Column.prose("P", 0),
                Column.text("U", 3)),
            IntStream.range(0, values.of(1, 2, 5))
                .mapToObj(
                    i -> List.of(Cell.of("id-" + i), text(values), text(values), text(values)))
                .toList());
    int width = values.of(36, 60, 80, 200);

    List<String> lines = TableText.lines(table, screen(width));

    assertThat(lines).allSatisfy(l -> assertThat(DisplayWidth.of(l)).isLessThanOrEqualTo(width));
    for (int i = 0; i < table.rows().size(); i++) {
      String id = "id-" + i;
      assertThat(lines).anyMatch(l -> l.startsWith(id));
    }
  }

  private static Cell text(RandomValues values) {
    StringBuilder text = new StringBuilder();
    for (int i = values.of(0, 1, 7, 40, 90); i > 0; i--) {
      text.append(
          values.of("a", " ", "北", "👩‍👧", "é", "e\u0301", "\u001B[2J", "\n", "\uD800", "ا"));
    }
    return Cell.of(text);
  }
}
