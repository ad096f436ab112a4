package dev.stint.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriorityRangeTest {

  @Test
  void a_range_is_read_from_a_number_or_its_bounds() {
    assertThat(PriorityRange.of("10")).isEqualTo(new PriorityRange(10, 10));
    assertThat(PriorityRange.of("-10")).isEqualTo(new PriorityRange(-10, -10));
    assertThat(PriorityRange.of("-20..40")).isEqualTo(new PriorityRange(-20, 40));
    assertThat(PriorityRange.of("25..")).isEqualTo(PriorityRange.atLeast(25));
    assertThat(PriorityRange.of("..-20")).isEqualTo(PriorityRange.atMost(-20));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "..", "x", "1-2", "1...2", "99999999999", "3000000000", "1 .. 2", "12" + "a"})
  void other_texts_are_refused_in_one_sentence(String text) {
    assertThatThrownBy(() -> PriorityRange.of(text))
        .hasMessage(
            "priorities are one number or a range like 20..40, 25.. or ..-20, not '" + text + "'");
  }

  @Test
  void the_bounds_are_in_the_range_and_in_order() {
    PriorityRange range = new PriorityRange(-1, 2);
    assertThat(range.contains(-1) && range.contains(2)).isTrue();
    assertThat(range.contains(-2) || range.contains(3)).isFalse();
    assertThat(PriorityRange.ALL.isAll() && !range.isAll()).isTrue();
    assertThatThrownBy(() -> PriorityRange.of("4..3"))
        .hasMessage("a range of priorities goes from the least to the greatest, not from 4 to 3");
  }
}
