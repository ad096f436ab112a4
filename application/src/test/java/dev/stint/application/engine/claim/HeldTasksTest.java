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

  private final HeldTasks heldTasks = new HeldTasks(4);

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
    heldTasks.took(List.of(old));
    assertThat(heldTasks.holdsSuspect()).isTrue();
    heldTasks.took(List.of(now));

    assertThat(heldTasks.size()).isOne();
    assertThat(heldTasks.holdsSuspect()).isFalse();
    assertThat(heldTasks.holds(old.key())).isFalse();
    assertThat(heldTasks.unknown(List.of(old.key(), now.key()))).containsExactly(old.key());
    heldTasks.letGo(old.key());
    assertThat(heldTasks.holds(now.key())).isTrue();
    heldTasks.letGo(now.key());
    heldTasks.letGo(now.key());
    assertThat(heldTasks.size()).isZero();
  }

  @Test
  void signals_are_kept_until_the_task_is_let_go_of() {
    Claim claim = claim(1, 1, 0);
    heldTasks.took(List.of(claim));
    assertThat(heldTasks.signalled(Sample.id(1))).isFalse();
    heldTasks.heard(Sample.id(1), Signal.NONE);
    assertThat(heldTasks.signalled(Sample.id(1))).isFalse();
    heldTasks.heard(Sample.id(1), Signal.PAUSE);
    assertThat(heldTasks.signalled(Sample.id(1))).isTrue();
    assertThat(heldTasks.signalled(Sample.id(2))).isFalse();
    heldTasks.letGo(claim.key());
    assertThat(heldTasks.signalled(Sample.id(1))).isFalse();
  }

  @Test
  void an_emptied_hand_holds_nothing() {
    heldTasks.took(List.of(claim(1, 1, 1), claim(2, 1, 0)));
    heldTasks.heard(Map.of(Sample.id(2), Signal.CANCEL));
    heldTasks.clear();
    assertThat(heldTasks.size()).isZero();
    assertThat(heldTasks.holdsSuspect()).isFalse();
    assertThat(heldTasks.signalled(Sample.id(2))).isFalse();
  }

  @Test
  void a_suspect_that_is_let_go_of_lets_the_next_one_come() {
    Claim suspect = claim(1, 1, 1);
    Claim other = claim(2, 1, 1);
    heldTasks.took(List.of(suspect, other));
    heldTasks.letGo(suspect.key());
    assertThat(heldTasks.holdsSuspect()).as("there is another").isTrue();
    heldTasks.letGo(other.key());
    assertThat(heldTasks.holdsSuspect()).isFalse();
  }

  @Test
  void a_hand_is_full_by_tasks_and_has_room_again_once_half_of_them_are_gone() {
    heldTasks.took(List.of(claim(1, 1, 0), claim(2, 1, 0), claim(3, 1, 0)));
    assertThat(heldTasks.full()).isFalse();
    heldTasks.took(List.of(claim(4, 1, 0)));
    assertThat(heldTasks.full()).isTrue();

    heldTasks.letGo(claim(1, 1, 0).key());
    assertThat(heldTasks.full() || heldTasks.hasRoom()).isFalse();
    heldTasks.letGo(claim(2, 1, 0).key());
    assertThat(heldTasks.hasRoom()).isTrue();
  }

  @Test
  void a_hand_is_heavy_by_what_its_tasks_carry() {
    Claim large = carrying(1, (int) HeldTasks.MOST_BYTES - 500);
    heldTasks.took(List.of(large));
    assertThat(heldTasks.heavy()).isFalse();
    heldTasks.took(List.of(carrying(2, 1_000)));
    assertThat(heldTasks.heavy()).isTrue();

    heldTasks.letGo(large.key());
    assertThat(heldTasks.heavy()).isFalse();
    heldTasks.clear();
    assertThat(heldTasks.heavy()).isFalse();
  }

  private static Claim carrying(int number, int bytes) {
    Run run = Sample.run(TaskStatus.YIELDED, Payload.of(new byte[bytes]), 0, 0);
    Claim bare = claim(number, 1, 0);
    return new Claim(bare.spec(), run, bare.key(), Instant.EPOCH, Instant.EPOCH, Signal.NONE);
  }
}
