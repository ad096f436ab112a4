package dev.stint.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stint.domain.policy.ChunkSize;
import dev.stint.domain.policy.Retention;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.policy.SetAsideLimit;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ValuesTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void values_out_of_range_are_refused() {
    List<ThrowingCallable> wrong =
        List.of(
            () -> new Owner(" "),
            () -> new SerialKey("x".repeat(201)),
            () -> new QueueName("a\nb"),
            () -> TaskId.of("no"),
            () -> new Fence(-1),
            () -> Due.in(Duration.ofSeconds(-1)),
            () -> new Progress(-1, 0, ""),
            () -> new Progress(0, -2, ""),
            () -> new Retention(SECOND.negated()),
            () -> new SetAsideLimit(-1),
            () -> new ChunkSize(0, 1, SECOND),
            () -> new ChunkSize(2, 1, SECOND),
            () -> new ChunkSize(1, 1, Duration.ZERO),
            () -> new ChunkSize(1, 1, SECOND.negated()),
            () -> RetryPolicy.fixed(-2, SECOND),
            () -> RetryPolicy.fixed(1, SECOND.negated()),
            () -> RetryPolicy.fixed(1, Duration.ofDays(366)),
            () -> RetryPolicy.linear(1, SECOND, -1),
            () -> RetryPolicy.exponential(1, SECOND.multipliedBy(2), SECOND));
    wrong.forEach(make -> assertThatIllegalArgumentException().isThrownBy(make));
  }

  @Test
  void a_chunk_doubles_when_quick_and_full_and_halves_when_slow() {
    ChunkSize size = new ChunkSize(4, 6, SECOND);
    assertThat(size.after(Duration.ofMillis(499), 4).current()).isEqualTo(6);
    assertThat(size.after(Duration.ofMillis(500), 4)).isEqualTo(size);
    assertThat(size.after(Duration.ofMillis(1), 3)).isEqualTo(size);
    assertThat(size.after(Duration.ofSeconds(2), 4)).isEqualTo(size);
    assertThat(size.after(Duration.ofMillis(2001), 1).current()).isEqualTo(2);
    assertThat(size.halved().halved().halved().current()).isEqualTo(1);
  }

  @Test
  void a_hundred_items_or_one_percent_may_be_set_aside() {
    assertThat(SetAsideLimit.DEFAULT.exceededBy(100, 0)).isFalse();
    assertThat(SetAsideLimit.DEFAULT.exceededBy(101, 10_000)).isTrue();
    assertThat(SetAsideLimit.DEFAULT.exceededBy(200, 20_000)).isFalse();
  }

  @Test
  void task_ids_are_ordered_by_their_bits_unsigned() {
    TaskId low = TaskId.of("01900000-0000-7000-8000-000000000000");
    TaskId mid = TaskId.of("01900000-0000-7000-f000-000000000000");
    TaskId high = TaskId.of("f1900000-0000-7000-8000-000000000000");
    assertThat(low).isLessThan(mid);
    assertThat(mid).isLessThan(high);
  }

  @Test
  void payloads_are_copied_and_compared_by_content() {
    byte[] bytes = {1, 2};
    Payload payload = Payload.of(bytes);
    bytes[0] = 9;
    payload.bytes()[0] = 9;
    assertThat(payload).isEqualTo(Payload.of(new byte[] {1, 2})).isNotEqualTo(Payload.NONE);
    assertThat(Payload.of("")).isSameAs(Payload.NONE);
    assertThat(payload.equals((Object) "text")).isFalse();
  }

  @Test
  void long_texts_are_cut_and_percent_is_bounded() {
    assertThat(new Message(Message.Level.INFO, "x".repeat(2001)).text()).hasSize(2000);
    assertThat(new SetAside("1", Payload.NONE, "x".repeat(2001)).reason()).hasSize(2000);
    assertThat(new Progress(3, 2, "x".repeat(501)).text()).hasSize(500);
    assertThat(new Progress(3, 2, "").percent()).isEqualTo(100);
    assertThat(Progress.NONE.percent()).isZero();
  }
}
