package dev.stint.domain.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Tasks of a type that no worker knows. */
class OrphanedTest {

  private static final Instant SEEN = Instant.parse("2026-11-29T10:00:00Z");
  private static final TaskTypeName TYPE = new TaskTypeName("orders.ship");

  @Test
  void it_says_since_when_no_worker_knows_its_type() {
    assertThat(Orphaned.failure(TYPE, Optional.of(SEEN)).message())
        .contains("orders.ship since 2026-11-29T10:00:00Z");
    assertThat(Orphaned.failure(TYPE, Optional.empty()).message()).contains("orders.ship so far");
    assertThat(Orphaned.is(Orphaned.failure(TYPE, Optional.empty()))).isTrue();
    assertThat(Orphaned.is(Failure.permanent("another", "kind"))).isFalse();
  }

  @Test
  void it_is_set_apart_and_goes_on_from_where_it_stood_without_that_failure() {
    Failure why = Orphaned.failure(TYPE, Optional.empty());
    Run parked = Orphaned.park(Run.NEW, why).orElseThrow().run();
    assertThat(parked.blockedBy(BlockReason.UNREADABLE)).isTrue();
    assertThat(parked.failure()).contains(why);

    Run again = Steering.unblock(parked).orElseThrow().run();
    assertThat(again).isEqualTo(Run.NEW);
  }

  @Test
  void what_it_waits_for_lies_beneath_and_what_runs_is_left_alone() {
    Await await = Await.success(new TaskId(new UUID(1, 2)));
    Run waiting = Steering.block(Run.NEW, Block.on(await, SEEN)).orElseThrow().run();
    Failure why = Orphaned.failure(TYPE, Optional.empty());
    if (waiting.claimable()) {
      Run parked = Orphaned.park(waiting, why).orElseThrow().run();
      assertThat(parked.blocked().flatMap(Block::await)).contains(await);
    }
    assertThat(Orphaned.park(StepPolicy.claimed(Run.NEW), why)).isEmpty();
  }
}
