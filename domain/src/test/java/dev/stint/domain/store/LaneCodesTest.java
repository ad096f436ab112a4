package dev.stint.domain.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.Lane;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which stored lanes a claim meets. */
class LaneCodesTest {

  @Test
  void a_claim_of_the_last_lane_meets_those_of_later_builds() {
    assertThat(LaneCodes.of(List.of(Lane.values()))).isEqualTo(new LaneCodes(0, Short.MAX_VALUE));
    assertThat(LaneCodes.of(List.of(Lane.BACKGROUND))).isEqualTo(new LaneCodes(1, Short.MAX_VALUE));
  }

  @Test
  void a_claim_of_the_first_lane_meets_no_other() {
    assertThat(LaneCodes.of(List.of(Lane.INTERACTIVE))).isEqualTo(new LaneCodes(0, 0));
  }

  /** A lane between them, or before, would be another code for stored tasks. */
  @Test
  void the_lanes_known_are_numbered_from_the_first_to_the_last() {
    assertThat(LaneCodes.of(List.of(Lane.values())).known()).isEqualTo(LaneCodes.KNOWN);
    assertThat(LaneCodes.KNOWN).isEqualTo(new LaneCodes(0, Lane.values().length - 1));
  }
}
