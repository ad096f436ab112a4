package dev.stint.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskTimesTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  @Test
  void a_range_has_its_first_moment_and_not_its_last() {
    TimeRange range = TimeRange.ALL.from(NOON).until(NOON.plusSeconds(1));

    assertThat(range.contains(NOON) && range.contains(NOON.plusMillis(999))).isTrue();
    assertThat(range.contains(NOON.minusMillis(1)) || range.contains(NOON.plusSeconds(1)))
        .isFalse();
    assertThat(TimeRange.ALL.from(NOON).until(NOON).contains(NOON)).isFalse();
  }

  @Test
  void bounds_are_rounded_up_to_what_stores_keep() {
    TimeRange range = TimeRange.ALL.from(NOON.plusNanos(1)).until(NOON.plusNanos(2_000));

    assertThat(range.from()).contains(NOON.plusNanos(1_000));
    assertThat(range.until()).contains(NOON.plusNanos(2_000));
  }

  @Test
  void what_did_not_come_to_pass_is_only_in_the_range_of_everything() {
    assertThat(TimeRange.ALL.contains(Optional.empty())).isTrue();
    assertThat(TimeRange.ALL.until(NOON).contains(Optional.empty())).isFalse();
    assertThat(TimeRange.ALL.until(NOON).isAll()).isFalse();
  }

  @Test
  void ranges_that_cannot_be_are_refused_in_one_sentence() {
    assertThatThrownBy(() -> TimeRange.ALL.from(NOON).until(NOON.minusSeconds(1)))
        .hasMessage(
            "a range of time goes forward, not from 2026-01-31T12:00:00Z to 2026-01-31T11:59:59Z");
    assertThatThrownBy(() -> TimeRange.ALL.from(Instant.MIN))
        .isInstanceOf(OutOfBoundsException.class);
    assertThatThrownBy(() -> TimeRange.ALL.until(Instant.MAX))
        .isInstanceOf(OutOfBoundsException.class);
  }

  @Test
  void each_time_of_a_task_has_a_range_of_its_own() {
    TimeRange before = TimeRange.ALL.until(NOON);
    Instant early = NOON.minusSeconds(1);
    Optional<Instant> late = Optional.of(NOON);

    assertThat(TaskTimes.ALL.contain(NOON, NOON, Optional.empty())).isTrue();
    assertThat(TaskTimes.ALL.requested(before).contain(early, NOON, late)).isTrue();
    assertThat(TaskTimes.ALL.requested(before).contain(NOON, early, late)).isFalse();
    assertThat(TaskTimes.ALL.due(before).contain(NOON, early, late)).isTrue();
    assertThat(TaskTimes.ALL.due(before).contain(early, NOON, late)).isFalse();
    assertThat(TaskTimes.ALL.finished(before).contain(NOON, NOON, Optional.of(early))).isTrue();
    assertThat(TaskTimes.ALL.finished(before).contain(early, early, late)).isFalse();
  }
}
