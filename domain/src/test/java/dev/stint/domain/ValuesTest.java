package dev.stint.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.life.Failure;
import dev.stint.domain.policy.ChunkSize;
import dev.stint.domain.policy.SetAsideLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ValuesTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

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

  @Test
  void short_texts_stay_whole_and_percent_is_whole_percent() {
    assertThat(new Message(Message.Level.ERROR, "boom").text()).isEqualTo("boom");
    assertThat(new Message(Message.Level.INFO, "x".repeat(2000)).text()).hasSize(2000);
    assertThat(new SetAside("1", Payload.NONE, "because").reason()).isEqualTo("because");
    assertThat(Failure.temporary("kind", "said").message()).isEqualTo("said");
    assertThat(Failure.permanent("k".repeat(201), "m".repeat(2001)).kind()).hasSize(200);
    assertThat(Failure.permanent("k", "m".repeat(2001)).message()).hasSize(2000);
    assertThat(new Failure(true, "k", "m", "s".repeat(8001)).stack()).hasSize(8000);
    assertThat(new Progress(1, 3, "").percent()).isEqualTo(33);
    assertThat(new Progress(0, 1, "").percent()).isZero();
    assertThat(new Progress(1, 1, "").percent()).isEqualTo(100);
    assertThat(new Progress(7, 0, "").percent()).isZero();
  }

  @Test
  void a_due_time_is_a_delay_from_the_stores_now_an_instant_or_what_it_was() {
    Instant now = Instant.parse("2026-11-21T00:00:00Z");
    Instant before = now.minusSeconds(9);
    assertThat(Due.NOW.on(now, before)).isEqualTo(now);
    assertThat(Due.in(Duration.ZERO)).isSameAs(Due.NOW);
    assertThat(Due.in(SECOND).on(now, before)).isEqualTo(now.plusSeconds(1));
    assertThat(Due.at(before.minusSeconds(1)).on(now, before)).isEqualTo(before.minusSeconds(1));
    assertThat(Due.UNCHANGED.on(now, before)).isEqualTo(before);
  }

  @Test
  void names_are_written_as_they_were_given_and_ids_read_back() {
    UUID uuid = UUID.fromString("01900000-0000-7000-8000-00000000000a");
    assertThat(TaskId.of(new TaskId(uuid).toString())).isEqualTo(new TaskId(uuid));
    assertThat(WorkerId.of(new WorkerId(uuid).toString())).isEqualTo(new WorkerId(uuid));
    assertThat(new Owner("ann")).hasToString("ann");
    assertThat(new SerialKey("k")).hasToString("k");
    assertThat(new IdempotencyKey("ship-1", IdempotencyKey.Scope.ALWAYS)).hasToString("ship-1");
    TaskTypeName type = new TaskTypeName("orders.ship");
    assertThat(new Line(QueueName.DEFAULT, type)).hasToString("default/orders.ship");
    assertThat(type).isLessThan(new TaskTypeName("orders.tidy"));
    assertThat(new QueueName("a")).isLessThan(QueueName.DEFAULT);
    assertThat(Lane.INTERACTIVE).isLessThan(Lane.BACKGROUND);
  }

  @Test
  void a_payload_knows_its_size_and_text_and_that_it_is_none() {
    Payload payload = Payload.of("fünf");
    assertThat(payload.size()).isEqualTo(5);
    assertThat(payload).hasToString("fünf").hasSameHashCodeAs(Payload.of("fünf"));
    assertThat(payload.isNone()).isFalse();
    assertThat(Payload.NONE.isNone()).isTrue();
  }
}
