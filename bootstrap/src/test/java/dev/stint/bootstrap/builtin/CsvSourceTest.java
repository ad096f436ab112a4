package dev.stint.bootstrap.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    assertThat(lines).extracting(l -> l.problem().isPresent()).containsExactly(true, true, false);
  }

  @Test
  void what_follows_a_bare_carriage_return_is_named_and_not_lost() throws Exception {
    List<CsvLine> lines = rest(file("1,a\r2,b\n3,c\n"), CsvPlace.START, 2);

    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).problem()).get().asString().contains("carriage return");
    assertThat(lines.get(0).raw()).contains("2,b");
    assertThat(lines.get(1).problem()).isEmpty();
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
