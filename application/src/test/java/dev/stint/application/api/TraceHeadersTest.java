package dev.stint.application.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceHeadersTest {

  private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @Test
  void the_longest_headers_of_w3c_are_kept_whole() {
    Map<String, String> given = Map.of("traceparent", PARENT, "tracestate", "s".repeat(512));

    assertThat(new TraceHeaders(given).fields()).isEqualTo(given);
  }

  @Test
  void what_does_not_fit_is_left_out_and_the_rest_is_kept() {
    Map<String, String> given = new LinkedHashMap<>();
    given.put("traceparent", PARENT);
    given.put("tracestate", "s".repeat(513));
    given.put("line", "two\nlines");
    given.put("word", "\u00e9");
    given.put("n".repeat(65), "v");
    given.put("", "v");
    given.put("b3", "0");

    assertThat(new TraceHeaders(given).fields()).containsOnlyKeys("traceparent", "b3");
  }

  @Test
  void all_together_are_bounded_in_number_and_length() {
    Map<String, String> many = new LinkedHashMap<>();
    for (int i = 0; i < 20; i++) {
      many.put("h" + i, "v");
    }
    Map<String, String> large = new LinkedHashMap<>();
    large.put("a", "x".repeat(511));
    large.put("b", "x".repeat(511));
    large.put("c", "x");

    assertThat(new TraceHeaders(many).fields()).hasSize(TraceHeaders.MOST);
    assertThat(new TraceHeaders(large).fields()).containsOnlyKeys("a", "b");
  }

  /** As of a propagator that has no value for one of its headers; the request is stored anyway. */
  @Test
  void a_header_without_a_name_or_a_value_is_left_out() {
    Map<String, String> given = new HashMap<>();
    given.put("traceparent", "00-1");
    given.put("tracestate", null);
    given.put(null, "x");

    assertThat(new TraceHeaders(given).fields()).containsOnlyKeys("traceparent");
  }
}
