package dev.stint.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;

/** Writes facts as JSON. */
final class JsonText {

  private static final JsonFactory JSON = new JsonFactory();

  private JsonText() {}

  /**
   * As text first: a sentence may quote half a surrogate pair, which no JSON writer of bytes takes.
   */
  static String of(Facts facts) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      write(json, facts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Facts facts) {
      json.writeStartObject();
      for (Map.Entry<String, Object> member : facts.members().entrySet()) {
        json.writeFieldName(member.getKey());
        write(json, member.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof Collection<?> all) {
      json.writeStartArray();
      for (Object each : all) {
        write(json, each);
      }
      json.writeEndArray();
    } else {
      writePlain(json, value);
    }
  }

  private static void writePlain(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Payloads.Written written) {
      json.writeRawValue(written.json());
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else {
      json.writeString(value.toString());
    }
  }
}
