package dev.stint.domain.policy;

import static dev.stint.domain.random.RandomCases.check;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.domain.WorkerId;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LimitRecordTest {

  private static final WorkerId A = new WorkerId(new UUID(1, 1));
  private static final WorkerId B = new WorkerId(new UUID(2, 2));
  private static final WorkerId C = new WorkerId(new UUID(3, 3));
  private static final List<WorkerId> ALL = List.of(A, B, C);

  @Test
  void who_wants_alone_gets_all_it_wants() {
    LimitRecord grants = LimitRecord.NONE.want(A, 10, 10);
    assertThat(grants.heldBy(A)).isEqualTo(10);
    assertThat(grants.othersWant(A)).isFalse();
    assertThat(LimitRecord.NONE.want(A, 3, 10).heldBy(A)).isEqualTo(3);
  }

  @Test
  void who_finds_none_is_written_down_and_gets_a_share_of_what_is_given_back() {
    LimitRecord grants = LimitRecord.NONE.want(A, 10, 10).want(B, 10, 10);
    assertThat(grants.heldBy(B)).isZero();
    assertThat(grants.othersWant(A)).isTrue();
    assertThat(grants.share(10)).isEqualTo(5);

    grants = grants.keep(A, 5).want(B, 10, 10);

    assertThat(grants.heldBy(B)).isEqualTo(5);
    assertThat(grants.othersWant(A)).isFalse();
    assertThat(grants.sum()).isEqualTo(10);
  }

  @Test
  void a_share_is_at_least_one_permit() {
    LimitRecord grants = LimitRecord.NONE.want(A, 1, 1).want(B, 1, 1).want(C, 1, 1);
    assertThat(grants.share(1)).isEqualTo(1);
    assertThat(grants.sum()).isEqualTo(1);
    assertThat(grants.keep(A, 0).want(C, 1, 1).heldBy(C)).isEqualTo(1);
  }

  @Test
  void the_dead_hold_nothing_and_want_nothing() {
    LimitRecord grants = LimitRecord.NONE.want(A, 10, 10).want(B, 2, 10).only(List.of(B));
    assertThat(grants.sum()).isZero();
    assertThat(grants.want(B, 2, 10).heldBy(B)).isEqualTo(2);
    assertThat(grants.only(List.of(C))).isEqualTo(LimitRecord.NONE);
  }

  @Test
  void a_record_can_be_stored_and_read() {
    LimitRecord grants = LimitRecord.NONE.want(A, 3, 4).want(B, 9, 4).want(C, 1, 4);
    assertThat(LimitRecord.of(grants.text())).isEqualTo(grants);
    assertThat(LimitRecord.of("")).isEqualTo(LimitRecord.NONE);
    assertThatThrownBy(() -> LimitRecord.of("nonsense"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_sum_never_exceeds_the_limit() {
    check(300, values -> the_sum_never_exceeds_the_limit(values.between(1, 12), values.anyLong()));
  }

  private static void the_sum_never_exceeds_the_limit(int permits, long seed) {
    Random random = new Random(seed);
    LimitRecord grants = LimitRecord.NONE;
    for (int i = 0; i < 60; i++) {
      WorkerId worker = ALL.get(random.nextInt(ALL.size()));
      int before = grants.heldBy(worker);
      switch (random.nextInt(4)) {
        case 0 -> grants = grants.keep(worker, random.nextInt(permits + 1));
        case 1 -> grants = grants.only(List.of(worker, A));
        default -> {
          grants = grants.want(worker, 1 + random.nextInt(permits + 3), permits);
          assertThat(grants.heldBy(worker)).isGreaterThanOrEqualTo(before);
        }
      }
      assertThat(grants.sum()).isBetween(0, permits);
      assertThat(grants.held().values()).allMatch(n -> n > 0);
      assertThat(LimitRecord.of(grants.text())).isEqualTo(grants);
    }
  }
}
