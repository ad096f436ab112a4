package dev.stint.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {

  @Test
  void ordinary_text_stays_as_it_is() {
    assertThat(PlainText.line("Köln, 10 € 😀 \"it\" \\ %s"))
        .isEqualTo("Köln, 10 € 😀 \"it\" \\ %s");
  }

  @Test
  void what_is_quoted_is_one_line_of_at_most_a_hundred_characters() {
    assertThat(PlainText.quoted("a\n\u001B[31m")).isEqualTo("'a \\u001B[31m'");
    assertThat(PlainText.quoted("x".repeat(100))).isEqualTo("'" + "x".repeat(100) + "'");
    assertThat(PlainText.quoted("x".repeat(1_000_000))).isEqualTo("'" + "x".repeat(100) + "…'");
  }

  @ParameterizedTest
  @CsvSource({
    "9, ' '",
    "10, ' '",
    "13, ' '",
    "8232, ' '",
    "8233, ' '",
    "27, \\u001B",
    "0, \\u0000",
    "127, \\u007F",
    "155, \\u009B",
    "8238, \\u202E",
    "55357, \\uD83D"
  })
  void what_steers_a_terminal_is_a_space_or_a_number(int character, String shown) {
    assertThat(PlainText.line("a" + (char) character + "b")).isEqualTo("a" + shown + "b");
  }
}
