package dev.stint.bootstrap.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.Callback;
import dev.stint.application.api.Principal;
import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.TaskEnd;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON that does not fit is refused, never bent; what was written is read back. */
class StrictJsonTest {

  enum Color {
    RED,
    GREEN
  }

  record Text(String v) {}

  record Whole(int v) {}

  record Boxed(Integer v) {}

  record Tiny(byte v) {}

  record Big(BigInteger v) {}

  record Real(double v) {}

  record Single(float v) {}

  record Money(BigDecimal v) {}

  record Truth(boolean v) {}

  record Letter(char v) {}

  record Paint(Color v) {}

  record Texts(List<String> v) {}

  record Numbers(List<Integer> v) {}

  record Many(int[] v) {}

  record Any(Object v) {}

  record Words(Map<String, String> v) {}

  record Moment(Instant v) {}

  record Day(LocalDate v) {}

  record Local(LocalDateTime v) {}

  record Offset(OffsetDateTime v) {}

  record Zoned(ZonedDateTime v) {}

  record Span(Duration v) {}

  record Maybe(Optional<Integer> v) {}

  record MaybeLong(OptionalLong v) {}

  record Id(UUID v) {}

  record Inner(String text) {}

  record Outer(List<Inner> v) {}

  private final JacksonCodec codec = new JacksonCodec();

  @ParameterizedTest(name = "{0} from {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Whole  | 1.5            | must be a whole number from -2147483648 to 2147483647, not 1.5",
        "Whole  | 1.0            | must be a whole number",
        "Whole  | 1e2            | must be a whole number",
        "Whole  | \"1\"          | must be a whole number from -2147483648 to 2147483647, not '1'",
        "Whole  | \"\"           | must be a whole number",
        "Whole  | true           | must be a whole number from -2147483648 to 2147483647, not true",
        "Whole  | [1]            | must be a whole number from -2147483648 to 2147483647, not a"
            + " list",
        "Whole  | {}             | not an object",
        "Whole  | 2147483648     | not 2147483648",
        "Whole  | null           | argument 'v' is missing",
        "Boxed  | 1.5            | must be a whole number",
        "Boxed  | \"\"           | must be a whole number",
        "Boxed  | null           | argument 'v' is missing",
        "Tiny   | 200            | must be a whole number from -128 to 127, not 200",
        "Big    | 1.5            | must be a whole number, not 1.5",
        "Big    | 1e9            | must be a whole number",
        "Text   | 5              | must be a text, not 5",
        "Text   | 1.5            | must be a text",
        "Text   | true           | must be a text, not true",
        "Text   | [\"x\"]        | must be a text, not a list",
        "Text   | {}             | must be a text, not an object",
        "Text   | null           | argument 'v' is missing",
        "Text   | \"\\ud83d\"    | must not hold half a surrogate pair",
        "Text   | \"\\ude80x\"   | must not hold half a surrogate pair",
        "Real   | 1e999999999    | must be a number with an exponent of at most 10000",
        "Real   | 1e400          | must be a number that a double can hold, not 1e400",
        "Real   | 1e-400         | must be a number that a double can hold",
        "Real   | 9007199254740993 | must be a number that a double can hold",
        "Real   | \"1\"          | must be a number that a double can hold, not '1'",
        "Real   | NaN            | not JSON",
        "Real   | \"\"           | must be a number",
        "Single | 1e39           | must be a number that a float can hold",
        "Single | 16777217       | must be a number that a float can hold",
        "Money  | 1e999999999    | must be a number with an exponent of at most 10000",
        "Money  | 1e-999999999   | must be a number with an exponent of at most 10000",
        "Money  | \"1.5\"        | must be a number, not '1.5'",
        "Any    | 1e999999999    | must be a number with an exponent of at most 10000",
        "Any    | 1e400          | must be a number that a double can hold",
        "Any    | \"\\ud83d\"    | must not hold half a surrogate pair",
        "Truth  | 1              | must be true or false, not 1",
        "Truth  | \"true\"       | must be true or false, not 'true'",
        "Truth  | \"\"           | must be true or false",
        "Letter | 65             | must be a text of one character",
        "Letter | \"ab\"         | must be a text of one character, not 'ab'",
        "Paint  | 0              | must be one of RED, GREEN",
        "Paint  | \"0\"          | must be one of RED, GREEN, not '0'",
        "Paint  | \"\"           | must be one of RED, GREEN",
        "Paint  | \"red\"        | must be one of RED, GREEN, not 'red'",
        "Texts  | [null, 5]      | argument 'v[1]' must be a text, not 5",
        "Texts  | \"\"           | must be a list",
        "Texts  | \"x\"          | must be a list, not 'x'",
        "Numbers| [\"\"]         | argument 'v[0]' must be a whole number",
        "Numbers| [1.5]          | argument 'v[0]' must be a whole number",
        "Many   | [1, 1.5]       | argument 'v",
        "Many   | [\"1\"]        | argument 'v",
        "Words  | {\"a\":1}      | argument 'v.a' must be a text, not 1",
        "Words  | {\"a\":\"x\",\"a\":\"y\"} | argument 'v' does not fit: Duplicate field 'a'",
        "Moment | 5              | must be a moment such as 2026-01-31T12:00:00Z, not 5",
        "Moment | \"\"           | must be a moment",
        "Moment | \"2026-01-01T00:00\" | must be a moment",
        "Day    | \"2026-01-01T00:00:00Z\" | must be a date such as 2026-01-31",
        "Day    | 20000          | must be a date",
        "Day    | [2026,1,1]     | must be a date such as 2026-01-31, not a list",
        "Local  | \"2026-01-01T00:00:00Z\" | must be a date and time",
        "Local  | \"2026-01-01T00:00:00+01:00\" | must be a date and time",
        "Zoned  | \"2026-06-01T00:00:00+00:00[Europe/Prague]\" | must be a time such as",
        "Span   | 5              | must be a duration such as PT1M30S, not 5",
        "Span   | \"\"           | must be a duration",
        "Maybe  | \"\"           | must be a whole number",
        "Maybe  | 1.5            | must be a whole number",
        "MaybeLong | \"1\"       | argument 'v' must be",
        "MaybeLong | 1.5         | argument 'v' must be",
        "Id     | \"\"           | argument 'v' must be a UUID",
        "Id     | \"x\"          | argument 'v' must be a UUID, not 'x'",
        "Outer  | [{\"text\":5}] | argument 'v[0].text' must be a text, not 5",
      })
  void what_does_not_fit_is_refused_in_one_sentence(String type, String value, String words)
      throws Exception {
    Class<?> wanted = Class.forName(StrictJsonTest.class.getName() + "$" + type);
    assertThatThrownBy(() -> codec.decodeNew(Payload.of("{\"v\":" + value + "}"), wanted))
        .isInstanceOf(ArgumentCodec.UnreadableException.class)
        .hasMessageStartingWith(type + ": ")
        .hasMessageContaining(words)
        .message()
        .doesNotContain("com.fasterxml", "`", "\n", "coercion", "JsonToken");
  }

  @Test
  void all_that_is_missing_or_unknown_is_told_at_once() {
    record HttpCall(String url, String method, Optional<String> body) {}
    assertThatThrownBy(
            () -> codec.decode(Payload.of("{\"ulr\":\"x\",\"method\":\"GET\"}"), HttpCall.class))
        .hasMessage("HttpCall: argument 'url' is missing; unknown argument 'ulr'");
    assertThatThrownBy(() -> codec.decode(Payload.of("{\"url\":\"x\"}"), HttpCall.class))
        .hasMessage("HttpCall: argument 'method' is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"v\":\"a\",\"v\":\"b\"} | Text: not JSON: Duplicate field 'v'",
        "{\"v\":\"a\"} {}          | Text: the value",
        "{\"v\":\"a\"} x           | Text: not JSON: ",
        "{\"v\":\"a\",\"w\":1}     | Text: unknown argument 'w'",
        "null                      | Text: the arguments must not be null",
        "\"\"                      | Text: the value must be an object",
        "[]                        | Text: the value must be an object, not a list",
      })
  void the_whole_is_one_object_with_each_field_once(String json, String words) {
    assertThatThrownBy(() -> codec.decode(Payload.of(json), Text.class))
        .isInstanceOf(ArgumentCodec.UnreadableException.class)
        .hasMessageStartingWith(words);
  }

  private Object back(Object value) {
    return codec.decode(codec.encode(value), value.getClass());
  }

  @Test
  void what_was_written_is_read_back_equal() {
    for (Object value :
        List.of(
            new Text(""),
            new Text("\u0000 \ud83d\ude80 \u2028"),
            new Whole(Integer.MIN_VALUE),
            new Tiny((byte) -128),
            new Big(BigInteger.ONE.shiftLeft(1_000)),
            new Real(Double.NaN),
            new Real(Double.NEGATIVE_INFINITY),
            new Real(Double.MIN_VALUE),
            new Real(-0.0),
            new Real(1e23),
            new Single(Float.MAX_VALUE),
            new Single(Float.MIN_VALUE),
            new Money(new BigDecimal("0.10")),
            new Money(new BigDecimal("1E+30")),
            new Truth(true),
            new Letter('x'),
            new Paint(Color.GREEN),
            new Texts(List.of("", "5")),
            new Numbers(List.of()),
            new Words(Map.of("", "")),
            new Moment(Instant.MAX),
            new Moment(Instant.parse("2026-01-01T00:00:00.123456789Z")),
            new Day(LocalDate.MIN),
            new Local(LocalDateTime.parse("2026-10-25T02:30")),
            new Offset(OffsetDateTime.parse("2026-10-25T02:30+01:00")),
            new Zoned(ZonedDateTime.parse("2026-10-25T02:30+01:00[Europe/Prague]")),
            new Zoned(ZonedDateTime.parse("2026-10-25T02:30+02:00[Europe/Prague]")),
            new Zoned(ZonedDateTime.parse("2026-10-25T02:30Z[UTC]")),
            new Span(Duration.ofNanos(-1)),
            new Maybe(Optional.empty()),
            new Maybe(Optional.of(3)),
            new MaybeLong(OptionalLong.of(Long.MIN_VALUE)),
            new MaybeLong(OptionalLong.empty()),
            new Outer(List.of(new Inner("x"))),
            Period.ofMonths(1),
            "text",
            7L)) {
      assertThat(back(value)).isEqualTo(value);
    }
    assertThat((int[]) codec.decode(codec.encode(new int[] {1, -2}), int[].class))
        .containsExactly(1, -2);
    byte[] raw = {0, -1};
    assertThat((byte[]) codec.decode(codec.encode(raw), byte[].class)).containsExactly(0, -1);
    assertThat((byte[]) codec.decode(codec.encode(new byte[0]), byte[].class)).isEmpty();
    assertThat(codec.decode(Payload.of("{}"), Maybe.class)).isEqualTo(new Maybe(Optional.empty()));
    assertThat(codec.decode(Payload.of("{\"v\":5}"), Real.class)).isEqualTo(new Real(5));
  }

  @Test
  void what_earlier_builds_stored_is_read() {
    assertThat(codec.decode(Payload.of("{\"v\":\"2026-10-25T02:30:00+01:00\"}"), Zoned.class))
        .isEqualTo(new Zoned(ZonedDateTime.parse("2026-10-25T02:30+01:00")));
    assertThat(back(new Text("half \ud83d"))).isEqualTo(new Text("half \ud83d"));
    assertThat(codec.decode(Payload.of("{\"v\":\"NaN\"}"), Real.class))
        .isEqualTo(new Real(Double.NaN));
    assertThat(codec.decode(Payload.of("{\"v\":null}"), Maybe.class))
        .isEqualTo(new Maybe(Optional.empty()));
    RequestOptions options =
        RequestOptions.NONE
            .retry(RetryPolicy.fixed(3, Duration.ofSeconds(1)))
            .keep(Duration.ofDays(1))
            .after(Await.success(new TaskId(new UUID(1, 2))));
    String stored =
        "{\"retry\":{\"kind\":\"fixed\",\"retries\":3,\"failWait\":\"PT1S\"},\"keep\":\"PT24H\","
            + "\"simulate\":false,\"after\":[{\"task\":{\"value\":"
            + "\"00000000-0000-0001-0000-000000000002\"},\"milestone\":null,"
            + "\"accepts\":\"SUCCESS\"}],\"patience\":null,\"absorbs\":null,\"critical\":null,"
            + "\"history\":null}";
    assertThat(codec.encode(options).text()).isEqualTo(stored);
    assertThat(codec.decode(Payload.of(stored), RequestOptions.class)).isEqualTo(options);
    RequestOptions bobs = options.requestedBy(Principal.of("bob", Principal.Role.DEVELOPER));
    assertThat(back(bobs)).isEqualTo(bobs);
    TaskEnd end =
        new TaskEnd(
            new TaskId(new UUID(3, 4)),
            "ship",
            Optional.empty(),
            Optional.of("order-7"),
            TaskStatus.FAILED,
            2,
            Optional.of(Failure.temporary("io", "no paper")),
            Optional.of("{\"a\":\"\u00e9\"}"),
            Instant.parse("2026-11-21T00:00:00.000001Z"));
    RequestOptions called =
        options
            .keepAtLeast(Duration.ofDays(1))
            .callbackOf(new Callback(end.id(), Optional.of(end)));
    assertThat(back(called)).isEqualTo(called);
    assertThat(bobs.requester().orElseThrow().roles()).isEqualTo(Set.of(Principal.Role.DEVELOPER));
  }
}
