package dev.stint.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.stint.domain.Payload;
import java.io.IOException;
import java.util.Optional;

/** What the host's codec wrote, as a part of JSON. */
final class Payloads {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private Payloads() {}

  /** JSON to be written as it is. */
  record Written(String json) {}

  /** What may be shown of a task's payload. */
  @FunctionalInterface
  interface View {
    String of(Payload payload);

    default Optional<Object> shown(Payload payload) {
      return payload.isNone() ? Optional.empty() : Optional.of(json(of(payload)));
    }
  }

  /** Itself where it is JSON, as it is unless the host chose another codec; else its text. */
  private static Object json(String text) {
    return isJson(text) ? new Written(text) : text;
  }

  /** One value and nothing behind it. */
  private static boolean isJson(String text) {
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() == null) {
        return false;
      }
      json.skipChildren();
      json.finishToken();
      return json.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }
}
