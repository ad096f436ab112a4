package dev.stint.domain.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.Fence;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The newest wait stands, even if an older one is registered after it. */
class WaitNumberTest {

  @ParameterizedTest
  @CsvSource({
    "0, 7, 7, true",
    "6, 7, 7, true",
    "7, 7, 7, true",
    "8, 7, 8, false",
  })
  void a_later_claim_s_wait_stands(long stored, long other, long then, boolean cleared) {
    Fence fence = new Fence(stored);
    assertThat(WaitNumber.registered(fence, new Fence(other))).isEqualTo(new Fence(then));
    assertThat(WaitNumber.clears(fence, new Fence(other))).isEqualTo(cleared);
  }
}
