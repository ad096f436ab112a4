package dev.stint.application.engine.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.contract.Sample;
import dev.stint.application.spi.Claim;
import dev.stint.domain.Fence;
import dev.stint.domain.Payload;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.life.WriteKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a worker holds. */
class HeldTasksTest {

  private final HeldTasks hand = new HeldTasks(4);

  private static Claim claim(int number, long fence, int losses) {
    Run run = Sample.run(TaskStatus.INTERRUPTED, Payload.NONE, 0, losses);
    WriteKey key = new WriteKey(Sample.id(number), Sample.worker(1), new Fence(fence), 0);
    return new Claim(
        Sample.of(number).make().spec(), run, key, Instant.EPOCH, Instant.EPOCH, Signal.NONE);
  }

  @Test
  void a_task_taken_again_by_a_greater_fence_is_held_once() {
    Claim old = claim(1, 1, 1);
    Claim now = claim(1, 2, 0);
    hand.took(List.of(old));
    assertThat(hand.holdsSuspect()).isTrue();
    hand.took(List.of(now));

    assertThat(hand.size()).isOne();
    assertThat(hand.holdsSuspect()).isFalse();
    assertThat(hand.holds(old.key())).isFalse();
    assertThat(hand.unknown(List.of(old.key(), now.key()))).containsExactly(old.key());
    hand.letGo(old.key());
    assertThat(hand.holds(now.key())).isTrue();
    hand.letGo(now.key());
    hand.letGo(now.key());
    assertThat(hand.size()).isZero();
  }

  @Test
  void signals_are_kept_until_the_task_is_let_go_of() {
    Claim claim = claim(1, 1, 0);
    hand.took(List.of(claim));
    assertThat(hand.signalled(Sample.id(1))).isFalse();
    hand.heard(Sample.id(1), Signal.NONE);
    assertThat(hand.signalled(Sample.id(1))).isFalse();
    hand.heard(Sample.id(1), Signal.PAUSE);
    assertThat(hand.signalled(Sample.id(1))).isTrue();
    assertThat(hand.signalled(Sample.id(2))).isFalse();
    hand.letGo(claim.key());
    assertThat(hand.signalled(Sample.id(1))).isFalse();
  }

  @Test
  void an_emptied_hand_holds_nothing() {
    hand.took(List.of(claim(1, 1, 1), claim(2, 1, 0)));
    hand.heard(Map.of(Sample.id(2), Signal.CANCEL));
    hand.clear();
    assertThat(hand.size()).isZero();
    assertThat(hand.holdsSuspect()).isFalse();
    assertThat(hand.signalled(Sample.id(2))).isFalse();
  }

  @Test
  void a_suspect_that_is_let_go_of_lets_the_next_one_come() {
    Claim suspect = claim(1, 1, 1);
    Claim other = claim(2, 1, 1);
    hand.took(List.of(suspect, other));
    hand.letGo(suspect.key());
    assertThat(hand.holdsSuspect()).as("there is another").isTrue();
    hand.letGo(other.key());
    assertThat(hand.holdsSuspect()).isFalse();
  }

  @Test
  void a_hand_is_full_by_tasks_and_has_room_again_once_half_of_them_are_gone() {
    hand.took(List.of(claim(1, 1, 0), claim(2, 1, 0), claim(3, 1, 0)));
    assertThat(hand.full()).isFalse();
    hand.took(List.of(claim(4, 1, 0)));
    assertThat(hand.full()).isTrue();

    hand.letGo(claim(1, 1, 0).key());
    assertThat(hand.full() || hand.hasRoom()).isFalse();
    hand.letGo(claim(2, 1, 0).key());
    assertThat(hand.hasRoom()).isTrue();
  }

  @Test
  void a_hand_is_heavy_by_what_its_tasks_carry() {
    Claim large = carrying(1, (int) HeldTasks.MOST_BYTES - 500);
    hand.took(List.of(large));
    assertThat(hand.heavy()).isFalse();
    hand.took(List.of(carrying(2, 1_000)));
    assertThat(hand.heavy()).isTrue();

    hand.letGo(large.key());
    assertThat(hand.heavy()).isFalse();
    hand.clear();
    assertThat(hand.heavy()).isFalse();
  }

  private static Claim carrying(int number, int bytes) {
    Run run = Sample.run(TaskStatus.YIELDED, Payload.of(new byte[bytes]), 0, 0);
    Claim bare = claim(number, 1, 0);
    return new Claim(bare.spec(), run, bare.key(), Instant.EPOCH, Instant.EPOCH, Signal.NONE);
  }
}
