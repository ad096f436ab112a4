package dev.stint.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.stint.application.api.Requested;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A status and the JSON beside it. */
record Answer(int status, String json) {

  private static final JsonFactory JSON = new JsonFactory();

  /** Writes the members of an object. */
  @FunctionalInterface
  private interface Members {
    void to(JsonGenerator json) throws IOException;
  }

  static Answer of(Requested made) {
    int status = made.isNew() ? HttpServletResponse.SC_CREATED : HttpServletResponse.SC_OK;
    return new Answer(
        status,
        object(
            json -> {
              json.writeStringField("id", made.id().toString());
              json.writeBooleanField("new", made.isNew());
              json.writeBooleanField("otherArguments", made.otherArguments());
            }));
  }

  static Answer error(int status, String sentence) {
    return new Answer(status, object(json -> json.writeStringField("error", sentence)));
  }

  /**
   * As text first: a sentence may quote half a surrogate pair, which no JSON writer of bytes takes.
   */
  private static String object(Members members) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      members.to(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  void write(HttpServletResponse response) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
