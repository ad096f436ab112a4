package dev.stint.command.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.PermanentFailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvSourceTest {

  @TempDir Path dir;

  private String file(String content) throws IOException {
    return Files.writeString(dir.resolve("some.csv"), content).toString();
  }

  private static List<CsvLine> rest(String file, CsvPlace from, int columns) throws IOException {
    List<CsvLine> lines = new ArrayList<>();
    try (CsvSource source = CsvSource.open(file, from, columns)) {
      for (var line = source.next(); line.isPresent(); line = source.next()) {
        lines.add(line.get());
      }
    }
    return lines;
  }

  @Test
  void an_unquoted_quote_never_takes_the_next_line_with_it() throws Exception {
    List<CsvLine> lines = rest(file("1,5\" pipe\n2,6\" pipe\n3,x\n"), CsvPlace.START, 2);

    assertThat(lines).extracting(CsvLine::number).containsExactly(1L, 2L, 3L);
    assertThat(lines).extracting(l -> l.problem().isPresent()).containsOnly(false);
    assertThat(lines.get(0).values()).containsExactly("1", "5\" pipe");
  }

  @Test
  void a_carriage_return_ends_a_record_as_a_line_feed_does() throws Exception {
    List<CsvLine> lines = rest(file("1,a\r2,\"b\rc\"\r\n3,c\n"), CsvPlace.START, 2);

    assertThat(lines).extracting(CsvLine::number).containsExactly(1L, 2L, 4L);
    assertThat(lines).extracting(l -> l.values().get(1)).containsExactly("a", "b\rc", "c");
  }

  @Test
  void a_quoted_text_of_many_lines_is_one_value() throws Exception {
    String text = "a line, with a comma\n".repeat(5_000);
    List<CsvLine> lines = rest(file("1,\"" + text + "\"\n2,short\n"), CsvPlace.START, 2);

    assertThat(lines).extracting(l -> l.values().get(1)).containsExactly(text, "short");
    assertThat(lines).extracting(CsvLine::number).containsExactly(1L, 5_002L);
  }

  @Test
  void a_record_that_is_too_large_is_set_aside_whole() throws Exception {
    String text = "a line, with a comma\n".repeat(CsvRecord.LARGEST / 20);
    List<CsvLine> lines = rest(file("1,\"" + text + "\"\n2,short\n"), CsvPlace.START, 2);

    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).problem()).hasValue("it is larger than 16 MiB");
    assertThat(lines.get(0).raw()).hasSizeLessThan(100_000);
    assertThat(lines.get(1).values()).containsExactly("2", "short");
  }

  @Test
  void a_quote_that_is_not_closed_spoils_its_own_line_only() throws Exception {
    List<CsvLine> lines = rest(file("1,\"open\n2,b\n3,\"c\"\n4,\"open\n5,e"), CsvPlace.START, 2);

    assertThat(lines).extracting(CsvLine::number).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(lines)
        .extracting(l -> l.problem().orElse(""))
        .containsExactly("a quote is not closed", "", "", "a quote is not closed", "");
    assertThat(lines.get(3).raw()).isEqualTo("4,\"open");
  }

  @Test
  void a_line_of_blanks_is_a_row_and_an_empty_one_is_none() throws Exception {
    List<CsvLine> lines = rest(file("  \n\n\t\n\r\n \n"), CsvPlace.START, 1);

    assertThat(lines).extracting(l -> l.values().get(0)).containsExactly("  ", "\t", " ");
    assertThat(lines).extracting(CsvLine::number).containsExactly(1L, 3L, 5L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uFEFF", "\uFEFF\n", "\uFEFF\r\nid,name\r\n1,a\r\n"})
  void a_byte_order_mark_alone_is_no_header(String content) throws Exception {
    String file = file(content);

    assertThatThrownBy(() -> CsvHeader.read(file))
        .isInstanceOf(PermanentFailureException.class)
        .hasMessageEndingWith("its first line holds nothing but a byte order mark");
  }

  @Test
  void a_byte_order_mark_is_no_part_of_the_first_name() throws Exception {
    CsvHeader header = CsvHeader.read(file("\uFEFF\"a, b\",c\n1,2\n"));

    assertThat(header.columns()).containsExactly("a, b", "c");
  }

  @Test
  void reading_goes_on_at_any_record_as_if_it_had_never_stopped() throws Exception {
    String file = file("id,t\r\n1,\"two\nlines\"\n\n2,ö\n3,\"open\n4,\"\"\"q\"\"\"\n5,end");
    List<CsvLine> whole = rest(file, CsvPlace.START, 2);
    assertThat(whole).extracting(CsvLine::number).containsExactly(1L, 2L, 5L, 6L, 7L, 8L);

    List<CsvLine> pieces = new ArrayList<>();
    CsvPlace at = CsvPlace.START;
    Optional<CsvLine> line;
    do {
      try (CsvSource source = CsvSource.open(file, at, 2)) {
        line = source.next();
        at = source.place();
      }
      line.ifPresent(pieces::add);
    } while (line.isPresent());
    assertThat(pieces).isEqualTo(whole);
  }

  @Test
  void the_keys_of_an_appended_file_go_on_after_the_base() throws Exception {
    CsvLine line = rest(file("x\n"), CsvPlace.START.after(40), 1).get(0);

    assertThat(line.key()).isEqualTo(41);
    assertThat(line.number()).isEqualTo(1);
  }
}
