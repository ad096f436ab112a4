package dev.stint.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.contract.Sample;
import dev.stint.application.spi.NewTask;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The masters of a cluster share the load. */
class RedisClusterSpreadTest {

  @Test
  void each_of_three_masters_keeps_a_third_of_the_tasks_within_a_fifth() {
    try (RedisFixture fixture = RedisFixture.cluster()) {
      List<NewTask> tasks =
          IntStream.rangeClosed(1, 6_000).mapToObj(Sample::of).map(Sample::make).toList();
      fixture.stores().requests().insert(tasks);
    }

    List<Integer> kept = new ArrayList<>();
    Servers.onEachMaster(
        jedis -> kept.add((int) jedis.keys("*").stream().filter(k -> k.contains("}:t:")).count()));

    assertThat(kept).hasSize(3).allMatch(n -> n >= 1_600 && n <= 2_400);
    assertThat(kept.stream().mapToInt(n -> n).sum()).isEqualTo(6_000);
  }
}
