package dev.stint.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stint.domain.QueueName;
import dev.stint.domain.TaskTypeName;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What waits becomes more urgent; gates let through or not. */
class AgeingAndGateTest {

  private static final Ageing AGEING = new Ageing(Duration.ofMinutes(5), 10);

  @Test
  void a_priority_grows_by_one_after_each_stretch_up_to_a_bound() {
    assertThat(AGEING.raised(3, Duration.ofMinutes(5))).hasValue(4);
    assertThat(AGEING.raised(3, Duration.ofMinutes(5).minusNanos(1))).isEmpty();
    assertThat(AGEING.raised(10, Duration.ofDays(1))).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Ageing(Duration.ofMillis(999), 1))
        .withMessageContaining("each second");
  }

  @Test
  void a_gate_lets_all_through_unless_it_is_closed_or_limited() {
    Gate queue = Gate.of(new QueueName("mail"));
    Gate type = Gate.of(new TaskTypeName("mail.send"));
    assertThat(queue.letsAllThrough()).isTrue();
    assertThat(queue.closed(true).letsAllThrough()).isFalse();
    assertThat(type.limit(OptionalInt.of(2)).letsAllThrough()).isFalse();
    assertThat(type.kind()).isEqualTo(Gate.Kind.TYPE);
    assertThatIllegalArgumentException().isThrownBy(() -> queue.limit(OptionalInt.of(0)));
  }
}
