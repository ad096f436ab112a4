package dev.stint.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stint.domain.TaskId;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.util.JedisClusterCRC16;

class PartitionsTest {

  private static final int SLOTS = 16_384;

  @Test
  void the_slots_of_the_tags_are_evenly_spaced() {
    List<Integer> slots =
        IntStream.range(0, 16)
            .mapToObj(p -> JedisClusterCRC16.getSlot(new Partitions("stint", 16).base(p) + "key"))
            .toList();

    assertThat(slots)
        .isEqualTo(IntStream.range(0, 16).mapToObj(p -> 512 + p * SLOTS / 16).toList());
  }

  @Test
  void tasks_are_spread_evenly_over_partitions_and_over_three_masters() {
    Partitions partitions = new Partitions("stint", 16);
    int[] tasks = new int[16];
    int[] masters = new int[3];
    for (long i = 0; i < 16_000; i++) {
      // As UUIDv7 within one millisecond: a counter and little else differs.
      TaskId id = new TaskId(new UUID(0x0190_1234_5678_7000L + i % 4_096, Long.MIN_VALUE + i));
      int partition = partitions.of(id);
      tasks[partition]++;
      masters[JedisClusterCRC16.getSlot(partitions.base(partition)) * 3 / SLOTS]++;
    }

    assertThat(IntStream.of(tasks)).allMatch(n -> n > 850 && n < 1_150);
    assertThat(IntStream.of(masters)).allMatch(n -> Math.abs(n - 16_000 / 3) < 16_000 / 3 / 5);
  }

  @Test
  void a_tasks_partition_never_changes() {
    Partitions partitions = new Partitions("stint", 16);

    assertThat(
            IntStream.range(0, 8)
                .map(i -> partitions.of(TaskId.of("01935a2c-7b1e-7c3d-9a4f-12345678900" + i)))
                .boxed())
        .containsExactly(10, 1, 3, 13, 5, 4, 6, 12);
    assertThat(Partitions.tags(4)).containsExactly("48576", "1296", "2821", "16248");
  }

  @Test
  void a_number_of_partitions_out_of_range_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Partitions("stint", 0))
        .withMessage("partitions must be 1 to 1024, not 0");
  }
}
