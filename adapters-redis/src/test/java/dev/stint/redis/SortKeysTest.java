package dev.stint.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.Lane;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.ClaimRank;
import dev.stint.domain.store.ClaimOrder;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What ready tasks are sorted by in a sorted set says the domain's claim order in text. */
class SortKeysTest {

  private static final long SEED = Long.getLong("stint.seed", 20_261_129L);
  private static final int[] PRIORITIES = {Integer.MIN_VALUE, -1, 0, 1, 9, 10, Integer.MAX_VALUE};

  private record Ready(Lane lane, int priority, ClaimRank rank, Instant due, TaskId id)
      implements ClaimOrder.Claimable {

    static Ready drawn(Random random) {
      return new Ready(
          Lane.values()[random.nextInt(2)],
          PRIORITIES[random.nextInt(PRIORITIES.length)],
          ClaimRank.values()[random.nextInt(ClaimRank.values().length)],
          Instant.ofEpochSecond(random.nextInt(3) * 1_000_000_000L),
          new TaskId(new UUID(random.nextInt(3) - 1, random.nextInt(3) - 1)));
    }

    /** As scripts put it together. */
    String member() {
      return SortKeys.head(lane, priority, rank.ordinal())
          + Writing.padded(SortKeys.micros(due), 16)
          + Row.hex(id);
    }
  }

  @Test
  void members_sort_in_claim_order() {
    Random random = new Random(SEED);
    List<Ready> drawn = Stream.generate(() -> Ready.drawn(random)).limit(500).toList();

    List<Ready> byText = drawn.stream().sorted(Comparator.comparing(Ready::member)).toList();

    assertThat(byText)
        .as("-Dstint.seed=%d", SEED)
        .isEqualTo(drawn.stream().sorted(ClaimOrder.COMPARATOR).toList());
  }
}
