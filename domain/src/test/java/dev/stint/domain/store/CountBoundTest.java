package dev.stint.domain.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.ReadyDepth;
import dev.stint.domain.task.TaskCount;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountBoundTest {

  private static final Line LINE = new Line(QueueName.DEFAULT, new TaskTypeName("type"));

  @ParameterizedTest
  @CsvSource({
    "0, 10000",
    "1, 10000",
    "5, 10000",
    "6, 8000",
    "24, 2000",
    "99, 500",
    "1000, 50",
    "50000, 1",
    "1000000, 1"
  })
  void many_figures_share_what_is_counted_and_are_told_in_round_numbers(int figures, int each) {
    assertThat(CountBound.STANDARD.among(figures)).isEqualTo(each);
  }

  @Test
  void a_bound_is_at_least_one() {
    assertThat(new CountBound(1, 1).among(7)).isEqualTo(1);
    assertThatThrownBy(() -> new CountBound(0, 1)).hasMessageContaining("1 or more, not 0");
    assertThatThrownBy(() -> new CountBound(1, -2)).hasMessageContaining("1 or more, not -2");
  }

  @Test
  void a_count_ends_at_the_bound_and_says_so() {
    assertThat(count(999)).isEqualTo(new TaskCount(LINE, Lane.BACKGROUND, TaskStatus.FAILED, 999));
    assertThat(count(1_000).figure()).isEqualTo("1000");
    assertThat(count(1_001).figure()).isEqualTo("1,000+");
    assertThat(count(1_001).and(count(5)).figure()).isEqualTo("1,005+");
    assertThat(count(5).and(count(5)).figure()).isEqualTo("10");
  }

  private static TaskCount count(long counted) {
    return TaskCount.upTo(1_000, LINE, Lane.BACKGROUND, TaskStatus.FAILED, counted);
  }

  @Test
  void a_depth_ends_at_the_bound_and_keeps_the_oldest() {
    Instant old = Instant.EPOCH;
    ReadyDepth few = ReadyDepth.upTo(3, LINE, Lane.BACKGROUND, 3, old.plusSeconds(1));
    ReadyDepth many = ReadyDepth.upTo(3, LINE, Lane.BACKGROUND, 4, old);

    assertThat(few.figure()).isEqualTo("3");
    assertThat(many.figure()).isEqualTo("3+");
    assertThat(few.and(many)).isEqualTo(many.and(few));
    assertThat(few.and(many).figure()).isEqualTo("6+");
    assertThat(few.and(many).oldestDue()).isEqualTo(old);
  }
}
