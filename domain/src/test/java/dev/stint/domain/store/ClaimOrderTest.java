package dev.stint.domain.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.Lane;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.ClaimRank;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** In which order ready tasks are claimed. */
class ClaimOrderTest {

  private record Ready(Lane lane, int priority, ClaimRank rank, Instant due, TaskId id)
      implements ClaimOrder.Claimable {}

  private static Ready ready(Lane lane, int priority, ClaimRank rank, long due, UUID id) {
    return new Ready(lane, priority, rank, Instant.ofEpochSecond(due), new TaskId(id));
  }

  /** Each differs from the one before in one key only, and all that follows speaks against it. */
  private static final List<Ready> IN_ORDER =
      List.of(
          ready(Lane.INTERACTIVE, Integer.MAX_VALUE, ClaimRank.ORDINARY, 9, new UUID(-1, -1)),
          ready(Lane.INTERACTIVE, 7, ClaimRank.ORDINARY, 9, new UUID(-1, -1)),
          ready(Lane.INTERACTIVE, -7, ClaimRank.INTERRUPTED, 9, new UUID(-1, -1)),
          ready(Lane.INTERACTIVE, -7, ClaimRank.RESUMED, 9, new UUID(-1, -1)),
          ready(Lane.INTERACTIVE, -7, ClaimRank.ORDINARY, 8, new UUID(-1, -1)),
          ready(Lane.INTERACTIVE, -7, ClaimRank.ORDINARY, 9, new UUID(1, 1)),
          ready(Lane.INTERACTIVE, -7, ClaimRank.ORDINARY, 9, new UUID(1, -1)),
          ready(Lane.INTERACTIVE, Integer.MIN_VALUE, ClaimRank.INTERRUPTED, 0, new UUID(0, 0)),
          ready(Lane.BACKGROUND, Integer.MAX_VALUE, ClaimRank.INTERRUPTED, 0, new UUID(0, 0)));

  @Test
  void lane_goes_before_priority_before_rank_before_due_time_before_id() {
    List<Ready> shuffled = new ArrayList<>(IN_ORDER);
    Collections.shuffle(shuffled, new Random(20_261_129));

    assertThat(shuffled.stream().sorted(ClaimOrder.COMPARATOR).toList()).isEqualTo(IN_ORDER);
  }

  @Test
  void a_store_says_the_keys_in_its_own_words() {
    assertThat(ClaimOrder.text(k -> k.name().toLowerCase(Locale.ROOT) + (k.falls() ? " desc" : "")))
        .isEqualTo("lane, priority desc, rank, due, id");
  }
}
