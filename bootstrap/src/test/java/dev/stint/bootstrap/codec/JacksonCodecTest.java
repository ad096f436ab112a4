package dev.stint.bootstrap.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.domain.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JacksonCodecTest {

  record Order(long id, Instant at, Duration within, Optional<String> note, List<String> lines) {}

  private final JacksonCodec codec = new JacksonCodec();

  private Object read(String json) {
    return codec.decode(Payload.of(json), Order.class);
  }

  @Test
  void records_optionals_and_times_come_back_as_they_went() {
    Order order =
        new Order(
            7,
            Instant.parse("2026-11-21T01:02:03.456789Z"),
            Duration.ofMillis(1500),
            Optional.of("ö"),
            List.of("a"));

    assertThat(codec.decode(codec.encode(order), Order.class)).isEqualTo(order);
    assertThat(codec.encode(order).text())
        .contains("\"2026-11-21T01:02:03.456789Z\"", "\"PT1.5S\"");
  }

  @Test
  void an_unknown_field_is_named_with_its_type() {
    assertRefused(
        "{\"id\":1,\"at\":\"2026-11-21T00:00:00Z\",\"within\":\"PT1S\",\"note\":null,\"lines\":[],"
            + "\"idd\":2}",
        "Order: unknown argument 'idd'");
  }

  @Test
  void a_missing_field_is_named() {
    assertRefused(
        "{\"at\":\"2026-11-21T00:00:00Z\",\"within\":\"PT1S\",\"note\":null,\"lines\":[]}",
        "Order: argument 'id' is missing");
  }

  @Test
  void a_field_of_the_wrong_kind_is_told_in_one_sentence() {
    assertRefused("[1]", "Order: the value must be an object, not a list");
    assertRefused("null", "must not be null");
  }

  @Test
  void what_is_not_json_is_told_so() {
    assertRefused("nonsense", "Order: not JSON: ");
    assertRefused("", "Order");
    assertThatThrownBy(() -> read("{"))
        .hasMessage("Order: not JSON: Unexpected end-of-input: expected close marker for Object");
  }

  private void assertRefused(String json, String words) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(ArgumentCodec.UnreadableException.class)
        .hasMessageContaining(words);
  }
}
