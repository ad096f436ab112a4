package dev.stint.bootstrap.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stint.domain.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainJsonTextTest {

  private final ObjectMapper parser =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void what_it_reads_is_what_a_parser_reads_for_each_byte_in_each_place() throws IOException {
    List<String> read = new ArrayList<>();
    for (String around : List.of("\"order-7\"", "\"\"", "\"a\"", "\"a\\\"b\"")) {
      for (int at = 0; at < around.length(); at++) {
        for (int value = 0; value < 256; value++) {
          byte[] json = bytes(around);
          json[at] = (byte) value;
          String text = PlainJsonText.of(json);
          if (text != null) {
            assertThat(text).isEqualTo(parser.readValue(json, String.class));
            read.add(text);
          }
        }
      }
    }

    assertThat(read).contains("order-7", "", "a", "order~7", "order-!").hasSizeGreaterThan(500);
  }

  @Test
  void what_it_writes_is_what_a_generator_writes_for_each_character_in_each_place()
      throws JsonProcessingException {
    int written = 0;
    for (String around : List.of("order-7", "a", "aö")) {
      for (int at = 0; at < around.length(); at++) {
        for (char value = 0; value < 0x2100; value++) {
          String text = around.substring(0, at) + value + around.substring(at + 1);
          byte[] json = PlainJsonText.json(text);
          if (json != null) {
            assertThat(json).isEqualTo(parser.writeValueAsBytes(text));
            written++;
          }
        }
      }
    }

    // 95 printable characters without quote and backslash, in each place but the one beside the ö.
    assertThat(written).isEqualTo(9 * 93);
    assertThat(PlainJsonText.json("")).isEqualTo(bytes("\"\""));
  }

  @Test
  void a_parser_judges_all_else() throws JsonProcessingException {
    for (String other :
        List.of(
            "", "\"", "7", "null", " \"a\"", "\"a\" ", "\"a\"b\"", "\"a\\\"", "\"ö\"", "[\"a\"]")) {
      assertThat(PlainJsonText.of(bytes(other))).as(other).isNull();
    }
    assertThat(new JacksonCodec().decode(Payload.of(" \"ö\\u0041\\n\" "), String.class))
        .isEqualTo("öA\n");
  }
}
