package dev.stint.domain.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomCasesTest {

  @Test
  void a_case_that_fails_is_told_with_its_seed_and_what_it_drew() {
    assertThatThrownBy(() -> RandomCases.check(100, v -> assertThat(v.between(0, 9)).isLessThan(9)))
        .isInstanceOf(AssertionError.class)
        .hasMessageMatching("(?s)case \\d+ of 100, -Dstint.seed=-?\\d+, drew \\[9].*");
  }

  @Test
  void a_seed_gives_the_same_values_again() {
    assertThat(drawn(7)).isEqualTo(drawn(7)).isNotEqualTo(drawn(8));
  }

  private static String drawn(long seed) {
    RandomValues values = new RandomValues(seed);
    values.anyLong();
    values.text(50);
    values.list(3, 9, values::anyBoolean);
    return values.toString();
  }

  @Test
  void every_number_of_a_range_comes_and_none_beside_it() {
    Set<Long> seen = new HashSet<>();
    RandomCases.check(500, v -> seen.add(v.between(-2L, 3L)));
    assertThat(seen).containsExactlyInAnyOrder(-2L, -1L, 0L, 1L, 2L, 3L);
  }
}
